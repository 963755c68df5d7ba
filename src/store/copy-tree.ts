/** Copies a folder of documents so that it is on the disk when the copy is said to be there. */

import { mkdir, open, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";

/** Far more than an issue's folders need: only links that lead back to themselves go deeper. */
const MAX_DEPTH = 16;

/**
 * Copies the files below `from`, through links, into the new folder `to`. Hidden names are left out: they are locks and
 * what is half written. Gives the number of files.
 */
export async function copyTree(
	from: string,
	to: string,
	depth = 0,
): Promise<number> {
	if (depth > MAX_DEPTH) throw new Error(`${from}:目录套得太深`);
	await mkdir(to, { recursive: true });
	let files = 0;
	for (const name of await visibleNames(from)) {
		const [source, target] = [path.join(from, name), path.join(to, name)];
		const found = await stat(source).catch(ignoreMissing);
		if (found?.isDirectory())
			files += await copyTree(source, target, depth + 1);
		else if (found?.isFile()) {
			await copyDurably(source, target);
			files++;
		}
	}
	return files;
}

/** How many files {@link copyTree} would copy. */
export async function countTree(from: string, depth = 0): Promise<number> {
	if (depth > MAX_DEPTH) throw new Error(`${from}:目录套得太深`);
	let files = 0;
	for (const name of await visibleNames(from)) {
		const found = await stat(path.join(from, name)).catch(ignoreMissing);
		if (found?.isDirectory())
			files += await countTree(path.join(from, name), depth + 1);
		else if (found?.isFile()) files++;
	}
	return files;
}

/** None where there is no such folder. */
export async function visibleNames(folder: string): Promise<string[]> {
	const names = (await readdir(folder).catch(ignoreMissing)) ?? [];
	return names.filter((name) => !name.startsWith("."));
}

async function copyDurably(from: string, to: string): Promise<void> {
	const bytes = await readFile(from);
	const handle = await open(to, "wx");
	try {
		await handle.writeFile(bytes);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
	if (error.code === "ENOENT") return null;
	throw error;
}
