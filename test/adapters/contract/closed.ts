/** Ends a platform, until its clients know that their connections are gone. */

import { setTimeout } from "node:timers/promises";

export async function closed(platform: {
	close(): Promise<void>;
}): Promise<void> {
	await platform.close();
	await setTimeout(TOLD_MS);
}

/** On one machine a client is told at once, but only when its event loop comes round. */
const TOLD_MS = 50;
