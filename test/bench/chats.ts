/** Prints how fast questions go the whole way through a chat, and what that leaves in memory. */

import { measureLoad, measureWay } from "./whole-way.ts";

export async function benchChats(): Promise<void> {
	console.log(
		"\nThe whole way, the platforms' limits kept (Telegram 30 a second, Lark 1000 a minute)",
	);
	console.log(row("", "answers/s", "p50 ms", "p99 ms", "too early"));
	for (const [name, platform, perSecond, count] of [
		["Telegram 20/s", "telegram", 20, 300],
		["at once", "telegram", Number.POSITIVE_INFINITY, 600],
		["Lark 10/s", "lark", 10, 200],
		["at once", "lark", Number.POSITIVE_INFINITY, 600],
	] as const) {
		const figures = await measureWay(platform, perSecond, count);
		console.log(
			row(
				name,
				figures.perSecond.toFixed(1),
				figures.p50Ms.toFixed(0),
				figures.p99Ms.toFixed(0),
				String(figures.tooEarly),
			),
		);
	}
	console.log("\nThe whole way without a platform's limits");
	console.log(row("messages", "a second", "heap MB", "rss MB", "state MB"));
	for (const figures of await measureLoad([10_000, 50_000, 100_000]))
		console.log(
			row(
				figures.messages.toLocaleString("en"),
				figures.perSecond.toFixed(0),
				figures.heapMb.toFixed(0),
				figures.rssMb.toFixed(0),
				figures.stateMb.toFixed(1),
			),
		);
}

function row(...cells: string[]): string {
	return cells.map((cell) => cell.padStart(14)).join("");
}
