/**
 * The bot is killed again and again while it pushes an issue to hundreds of groups on both platforms: it goes on by itself,
 * and every group has the summary once. On Telegram, which cannot tell a message that comes again, only what was being sent
 * at a kill is not sent again, and is listed as unknown. `CRASH_ROUNDS` sets how often; `npm run test:crash` has more.
 */

import { expect, test } from "vitest";
import { approvePush, storeOf } from "../support/approve-push.ts";
import {
	botHome,
	onLark,
	onTelegram,
	startBotProcess,
} from "../support/bot-process.ts";
import { CRASH_ROUNDS } from "../support/crash-rounds.ts";
import { startFakeOpenPlatform } from "../support/lark/fake-open-platform.ts";
import { startFakeBotApi } from "../support/telegram/fake-bot-api.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** On each platform; so many are sent in the time between two kills. */
const CHATS = 25 * CRASH_ROUNDS;

test(`${CRASH_ROUNDS} kills while ${2 * CHATS} groups get a push: each has it once, and what may be missing is listed`, {
	timeout: 90_000 + CRASH_ROUNDS * 20_000,
}, async () => {
	const telegram = await startFakeBotApi();
	const lark = await startFakeOpenPlatform();
	// The wider the gap between effect and answer, the more kills fall into it.
	telegram.fail("sendMessage", { delayMs: 60 }, Number.POSITIVE_INFINITY);
	lark.fail("send", { delayMs: 60 }, Number.POSITIVE_INFINITY);
	const folder = await tempFolder();
	const home = await botHome(folder, {
		...onTelegram(telegram),
		...onLark(lark),
	});
	try {
		const chats = {
			telegram: Array.from({ length: CHATS }, () =>
				String(telegram.group().id),
			),
			lark: Array.from({ length: CHATS }, () => lark.group().id),
		};
		const push = await approvePush(folder, chats);
		const begun = async (round: number) => {
			const sockets = lark.sockets.opened();
			const bot = startBotProcess(home);
			await telegram.until(() => telegram.callsOf("getMe").length > round, {
				withinMs: 30_000,
			});
			await lark.until(() => lark.sockets.opened() > sockets, {
				withinMs: 30_000,
			});
			return bot;
		};
		for (let round = 0; round < CRASH_ROUNDS; round++) {
			const bot = await begun(round);
			await new Promise((resolve) =>
				setTimeout(resolve, 700 + ((round * 277) % 900)),
			);
			await bot.kill();
		}
		const last = await begun(CRASH_ROUNDS);
		const ended = async () => {
			const opened = await storeOf(folder);
			try {
				return (await opened.pushes.find(push))?.state === "done";
			} finally {
				await opened.close();
			}
		};
		await expect
			.poll(ended, { timeout: 60_000 + CRASH_ROUNDS * 5000, interval: 1000 })
			.toBe(true);
		expect(await last.stop()).toBe(0);

		const after = await storeOf(folder);
		const unknown = await after.outbox.copies(push, ["unknown"]);
		const tally = await after.outbox.tally(push);
		await after.close();
		console.log(
			`${CRASH_ROUNDS} kills, ${2 * CHATS} groups, ${unknown.length} unknown, ${lark.doubles} sent again to Lark`,
		);
		const unsure = new Set(unknown.map(({ chat }) => chat));
		const heard = (chat: string) =>
			telegram.messages.filter((message) => String(message.chat) === chat)
				.length;
		for (const chat of chats.telegram)
			if (unsure.has(chat)) expect(heard(chat)).toBeLessThanOrEqual(1);
			else expect([chat, heard(chat)]).toEqual([chat, 1]);
		expect(unknown.every(({ platform }) => platform === "telegram")).toBe(true);
		for (const chat of chats.lark)
			expect(
				lark.messages.filter((message) => message.chat === chat),
			).toHaveLength(1);
		const count = (platform: string, end: string) =>
			tally.find((one) => one.platform === platform && one.end === end)
				?.count ?? 0;
		expect(count("lark", "sent")).toBe(CHATS);
		expect(count("telegram", "sent") + unknown.length).toBe(CHATS);
		expect([telegram.refusalCount(429), lark.refusals()]).toEqual([0, []]);
	} finally {
		await Promise.all([telegram.close(), lark.close()]);
	}
});
