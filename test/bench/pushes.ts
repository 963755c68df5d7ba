/** Prints how fast a push to a thousand chats on each platform goes, and how long a member waits meanwhile. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { approvePush } from "../support/approve-push.ts";
import {
	botHome,
	onLark,
	onTelegram,
	startBotProcess,
} from "../support/bot-process.ts";
import { startFakeOpenPlatform } from "../support/lark/fake-open-platform.ts";
import { startFakeBotApi } from "../support/telegram/fake-bot-api.ts";

const CHATS = 1000;
/** The smallest of each platform's windows, by the second. */
const PERMITTED = { telegram: 30, lark: 1000 / 60 };
const ASK_EVERY_MS = 2000;

export async function benchPushes(): Promise<void> {
	const folder = await mkdtemp(path.join(tmpdir(), "union-bench-"));
	const telegram = await startFakeBotApi();
	const lark = await startFakeOpenPlatform();
	const home = await botHome(folder, {
		...onTelegram(telegram),
		...onLark(lark),
	});
	const chats = {
		telegram: Array.from({ length: CHATS }, () => String(telegram.group().id)),
		lark: Array.from({ length: CHATS }, () => lark.group().id),
	};
	await approvePush(folder, chats);
	const bot = startBotProcess(home, { LOG_LEVEL: "error" });
	try {
		const isPush = ({ text }: { text: string }) =>
			text.includes("按数字看全文");
		const pushed = {
			telegram: () => telegram.messages.filter(isPush),
			lark: () => lark.messages.filter(isPush),
		};
		await telegram.until(() => telegram.messages.some(isPush), {
			withinMs: 60_000,
		});
		const waits: number[] = [];
		const done = () =>
			pushed.telegram().length >= CHATS && pushed.lark().length >= CHATS;
		while (!done()) {
			const person = lark.person({ name: "职工" }).direct();
			const other = telegram.person({ name: "职工" });
			const from = Date.now();
			const asked = person.says("夜班船几点开出?");
			other.says("夜班船几点开出?");
			await Promise.all([
				person.bot.repliesTo(asked, /十点/, { withinMs: 30_000 }),
				telegram.botTo(other).replies(/十点/, { withinMs: 30_000 }),
			]);
			waits.push(Date.now() - from);
			await wait(ASK_EVERY_MS);
		}
		console.log(
			`\nA push to ${CHATS} chats on each platform, and a question on each every ${ASK_EVERY_MS / 1000} s`,
		);
		console.log(
			row("", "messages/s", "permitted", "share", "twice", "too early"),
		);
		for (const name of ["telegram", "lark"] as const) {
			const times = pushed[name]().map(({ at }) => at);
			const [first, last] = [Math.min(...times), Math.max(...times)];
			// Answers take from what the platform permits, too.
			const said = name === "telegram" ? telegram.messages : lark.messages;
			const meanwhile = said.filter(({ at }) => at >= first && at <= last);
			const rate = (1000 * (meanwhile.length - 1)) / (last - first);
			const heard = pushed[name]().map(({ chat }) => String(chat));
			const tooEarly =
				name === "telegram" ? telegram.refusalCount(429) : lark.refusalCount();
			console.log(
				row(
					name,
					rate.toFixed(2),
					PERMITTED[name].toFixed(2),
					(rate / PERMITTED[name]).toFixed(3),
					String(heard.length - new Set(heard).size),
					String(tooEarly),
				),
			);
		}
		waits.sort((a, b) => a - b);
		console.log(
			`answers meanwhile: ${waits.length}, median ${waits[Math.floor(waits.length / 2)]} ms, longest ${waits.at(-1)} ms`,
		);
	} finally {
		await bot.stop();
		await Promise.all([telegram.close(), lark.close()]);
		await rm(folder, { recursive: true, force: true });
	}
}

function row(...cells: string[]): string {
	return cells.map((cell) => cell.padStart(12)).join("");
}
