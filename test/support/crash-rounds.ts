/** Kills the bot at moments spread over its work, as often as `CRASH_ROUNDS` says. */

import type { BotProcess } from "./bot-process.ts";

export const CRASH_ROUNDS = Number(process.env.CRASH_ROUNDS ?? 3);

/** When the signal was sent, and when the process was seen to be dead: what it had written before may come in between. */
export interface Kill {
	from: number;
	to: number;
}

/** @param begin starts the bot, and resolves when it has begun to work; what it is to work on is up to the test. */
export async function crashRounds(
	begin: (round: number) => Promise<BotProcess>,
): Promise<Kill[]> {
	const kills: Kill[] = [];
	for (let round = 0; round < CRASH_ROUNDS; round++) {
		const bot = await begin(round);
		await new Promise((resolve) => setTimeout(resolve, pause(round)));
		const from = Date.now();
		await bot.kill();
		kills.push({ from, to: Date.now() });
	}
	return kills;
}

/** Spread over the time in which a dozen questions are worked off, the same in every run. */
function pause(round: number): number {
	return (round * 277) % 1500;
}
