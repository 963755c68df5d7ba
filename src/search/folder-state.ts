/** Tells whether anything in a folder has changed, by the names, times and sizes of its files. */

import { readdir, stat } from "node:fs/promises";
import path from "node:path";

/** Of each file (its path below the folder, with `/`) what changes when the file does. */
export type FolderState = ReadonlyMap<string, string>;

/**
 * Reads the state of all files below `dir`, hidden ones left out. The inode tells a file that an editor replaced,
 * the time of the last status change one whose old time was put back.
 * @throws the file system's error when `dir` itself cannot be read.
 */
export async function readFolderState(dir: string): Promise<FolderState> {
	const entries = await readdir(dir, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name));
	const stamps = await Promise.all(
		files.map(async (file): Promise<[string, string] | null> => {
			const name = path.relative(dir, file).split(path.sep).join("/");
			if (name.split("/").some((part) => part.startsWith("."))) return null;
			try {
				const { mtimeMs, ctimeMs, size, ino } = await stat(file);
				return [name, `${mtimeMs} ${ctimeMs} ${size} ${ino}`];
			} catch {
				return null; // deleted since the listing
			}
		}),
	);
	return new Map(stamps.filter((stamp) => stamp !== null));
}

export function sameState(a: FolderState, b: FolderState): boolean {
	return (
		a.size === b.size && [...a].every(([file, stamp]) => b.get(file) === stamp)
	);
}
