/** A folder in the data folder for one piece of work, gone when the work is over. */

import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { HOUR_MS } from "./time.ts";

const PREFIX = ".work-";

/** No backup takes as long: what is older was left by a process that was killed. */
const LEFT_BEHIND_MS = 6 * HOUR_MS;

/** Removes the folder whatever happens; what a killed process left there goes the next time round. */
export async function withWorkFolder<T>(
	dataDir: string,
	now: number,
	work: (folder: string) => Promise<T>,
): Promise<T> {
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	await removeLeftBehind(dataDir, now);
	const folder = await mkdtemp(path.join(dataDir, PREFIX));
	return removedAfterwards(folder, () => work(folder));
}

/** Runs `work`, then removes `target`; also where the process exits in the middle, which knows no `finally`. */
export async function removedAfterwards<T>(
	target: string,
	work: () => Promise<T>,
): Promise<T> {
	const remove = () => rmSync(target, { recursive: true, force: true });
	process.once("exit", remove);
	try {
		return await work();
	} finally {
		process.off("exit", remove);
		remove();
	}
}

async function removeLeftBehind(dataDir: string, now: number): Promise<void> {
	for (const name of await readdir(dataDir)) {
		if (!name.startsWith(PREFIX)) continue;
		const folder = path.join(dataDir, name);
		const { mtimeMs } = await stat(folder);
		if (now - mtimeMs > LEFT_BEHIND_MS)
			await rm(folder, { recursive: true, force: true });
	}
}
