/** Keeps the snapshot of the index in a file, from one start to the next. */

import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";

/** The saved snapshot, or null when there is none. */
export async function loadSnapshotFile(file: string): Promise<string | null> {
	try {
		return await readFile(file, "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
		throw error;
	}
}

/** Replaces the file as a whole: whoever reads it, or starts after a crash, finds the old or the new one. */
export async function saveSnapshotFile(
	file: string,
	snapshot: string,
): Promise<void> {
	await mkdir(path.dirname(file), { recursive: true });
	const unfinished = `${file}.${process.pid}.tmp`;
	try {
		const handle = await open(unfinished, "w");
		try {
			await handle.writeFile(snapshot);
			await handle.sync();
		} finally {
			await handle.close();
		}
		await rename(unfinished, file);
	} catch (error) {
		await rm(unfinished, { force: true });
		throw error;
	}
}
