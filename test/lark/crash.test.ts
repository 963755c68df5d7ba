/**
 * The bot is killed at random moments while members of several groups ask: nobody goes without an answer, and nobody sees
 * one twice, since Lark drops what is sent again under the same number. `CRASH_ROUNDS` sets how often; `npm run
 * test:crash` has more of them.
 */

import { expect, test } from "vitest";
import { botHome, onLark, startBotProcess } from "../support/bot-process.ts";
import { CRASH_ROUNDS, crashRounds } from "../support/crash-rounds.ts";
import {
	type FakeOpenPlatform,
	startFakeOpenPlatform,
} from "../support/lark/fake-open-platform.ts";
import type { Said } from "../support/lark/stage.ts";
import { tempFolder } from "../support/temp-folder.ts";

const GROUPS = 4;
/** In each group, at each time of asking. */
const PEOPLE = 2;
/** When events that were not acknowledged come again, each with a while on top. */
const AGAIN_MS = [20_000, 305_000, 3_605_000, 21_605_000];

test(`${CRASH_ROUNDS} kills lose no answer, and no member sees one twice`, {
	timeout: 60_000 + CRASH_ROUNDS * 20_000,
}, async () => {
	const api = await startFakeOpenPlatform();
	const home = await botHome(await tempFolder(), onLark(api));
	// The wider the gap between effect and answer, the more kills fall into it.
	api.fail("reply", { delayMs: 60 }, Number.POSITIVE_INFINITY);
	const asked: Said[] = [];
	const listens = async (sockets: number) => {
		await api.until(() => api.sockets.opened() > sockets && api.listening(), {
			withinMs: 30_000,
			what: "the bot's start",
		});
	};
	try {
		const kills = await crashRounds(async (round) => {
			const groups = Array.from({ length: GROUPS }, () => api.group());
			const ask = (when: string) => {
				for (const group of groups)
					for (let n = 0; n < PEOPLE; n++) {
						const name = `职工${round}-${when}-${n}`;
						const member = api.person({ name }).in(group);
						asked.push(member.says("@bot 夜班船几点开出?"));
					}
			};
			ask("夜里");
			const sockets = api.sockets.opened();
			const bot = startBotProcess(home);
			await listens(sockets);
			await api.passTime(AGAIN_MS[0] as number);
			ask("早上");
			return bot;
		});
		const sockets = api.sockets.opened();
		const last = startBotProcess(home);
		await listens(sockets);
		const answered = (said: Said) => answersTo(api, said).length > 0;
		for (const ms of [...AGAIN_MS, 0]) {
			// First what it has taken: hours later Lark would show again what was sent before.
			await api.until(
				() =>
					asked.every((said) => answered(said) || !said.event?.acknowledged()),
				{ withinMs: 60_000, what: "an answer to everyone" },
			);
			if (asked.every(answered)) break;
			await api.passTime(ms);
		}
		await api.deliverAll();
		expect(await last.stop()).toBe(0);
		console.log(
			`${kills.length} kills, ${asked.length} questions, ${api.doubles} sent again`,
		);
		const counts = asked.map((said) => answersTo(api, said).length);
		expect(counts).toEqual(asked.map(() => 1));
		expect(api.messages).toHaveLength(asked.length);
		expect(api.refusals()).toEqual([]);
	} finally {
		await api.close();
	}
});

function answersTo(api: FakeOpenPlatform, { messageId }: Said) {
	return api.messages.filter(({ replyTo }) => replyTo === messageId);
}
