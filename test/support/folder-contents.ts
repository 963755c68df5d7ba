/** What stands in a folder, to compare it before and after. */

import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";

/** Contents of all files below `folder` by their path, sorted; hidden ones too. */
export async function contentsOf(
	folder: string,
): Promise<Record<string, string>> {
	const files = await filesIn(folder);
	return Object.fromEntries(
		await Promise.all(
			files.map(async (file) => [
				file,
				await readFile(path.join(folder, file), "utf8"),
			]),
		),
	);
}

/** When each file below `folder` was last written, in nanoseconds, and its inode: shows what was touched. */
export async function stampsOf(
	folder: string,
): Promise<Record<string, string>> {
	const files = await filesIn(folder);
	return Object.fromEntries(
		await Promise.all(
			files.map(async (file) => {
				const { mtimeNs, ino } = await stat(path.join(folder, file), {
					bigint: true,
				});
				return [file, `${mtimeNs} ${ino}`];
			}),
		),
	);
}

async function filesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, {
		recursive: true,
		withFileTypes: true,
	});
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) =>
			path.relative(folder, path.join(entry.parentPath, entry.name)),
		)
		.sort();
}
