/**
 * The bot is killed at random moments while members ask: nobody goes without an answer, and only what was being sent at
 * the kill is said twice. `CRASH_ROUNDS` sets how often; `npm run test:crash` has more of them.
 */

import { expect, test } from "vitest";
import {
	botHome,
	onTelegram,
	startBotProcess,
} from "../support/bot-process.ts";
import {
	CRASH_ROUNDS,
	crashRounds,
	type Kill,
} from "../support/crash-rounds.ts";
import {
	type FakeBotApi,
	startFakeBotApi,
} from "../support/telegram/fake-bot-api.ts";
import type { Said } from "../support/telegram/stage.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PEOPLE = 12;
/** Between the platform's answer and the bot's note of it, on a busy machine. */
const SLACK_MS = 1000;

test(`${CRASH_ROUNDS} kills lose no answer, and double only what was under way`, {
	timeout: 60_000 + CRASH_ROUNDS * 20_000,
}, async () => {
	const api = await startFakeBotApi();
	const home = await botHome(await tempFolder(), onTelegram(api));
	// The wider the gap between effect and answer, the more kills fall into it.
	api.fail("sendMessage", { delayMs: 60 }, Number.POSITIVE_INFINITY);
	const asked: Said[] = [];
	try {
		const kills = await crashRounds(async (round) => {
			const bot = startBotProcess(home);
			for (let n = 0; n < PEOPLE; n++) {
				const name = `职工${round}-${n}`;
				asked.push(api.person({ name }).says("夜班船几点开出?"));
			}
			await api.until(() => api.callsOf("getMe").length > round, {
				withinMs: 30_000,
				what: `the bot's start ${round + 1}`,
			});
			return bot;
		});
		const last = startBotProcess(home);
		await api.until(() => unanswered(api, asked).length === 0, {
			withinMs: 60_000,
			what: "an answer to everyone",
		});
		await api.deliverAll();
		expect(await last.stop()).toBe(0);
		const doubles = asked.flatMap((said) => answersTo(api, said).slice(1));
		const notUnderWay = asked.filter((said) => {
			const answers = answersTo(api, said);
			return answers.length > 1 && !underWayAt(kills, api, said);
		});
		console.log(
			`${kills.length} kills, ${asked.length} questions, ${doubles.length} doubled`,
		);
		expect(notUnderWay.map(({ message }) => message.message_id)).toEqual([]);
		expect(api.refusals(429)).toEqual([]);
	} finally {
		await api.close();
	}
});

function answersTo(api: FakeBotApi, { message }: Said) {
	return api.messages.filter(
		({ chat, replyTo }) =>
			chat === message.chat.id && replyTo === message.message_id,
	);
}

function unanswered(api: FakeBotApi, asked: readonly Said[]): Said[] {
	return asked.filter((said) => answersTo(api, said).length === 0);
}

/** Every answer but the last was cut off by a kill before the bot could note that it had been sent. */
function underWayAt(
	kills: readonly Kill[],
	api: FakeBotApi,
	said: Said,
): boolean {
	return answersTo(api, said)
		.slice(0, -1)
		.every(({ at }) =>
			kills.some(({ from, to }) => at <= to && from <= at + SLACK_MS),
		);
}
