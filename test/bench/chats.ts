/** Prints how fast questions go the whole way through a chat, and what that leaves in memory. */

import { measureLoad, measureWay } from "./whole-way.ts";

const SATURATED = 600;

export async function benchChats(): Promise<void> {
	console.log("\nThe whole way, Telegram's limits kept (30 messages a second)");
	console.log(row("", "answers/s", "p50 ms", "p99 ms", "429s"));
	for (const [name, perSecond, count] of [
		["20 a second", 20, 300],
		["all at once", Number.POSITIVE_INFINITY, SATURATED],
	] as const) {
		const figures = await measureWay(perSecond, count);
		console.log(
			row(
				name,
				figures.perSecond.toFixed(1),
				figures.p50Ms.toFixed(0),
				figures.p99Ms.toFixed(0),
				String(figures.refusals429),
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
