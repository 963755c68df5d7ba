/** Puts files into a folder. */

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** Writes `files` (path → contents) below `folder`, with the folders they need. */
export async function writeTree(
	folder: string,
	files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
	for (const [file, contents] of Object.entries(files)) {
		const target = path.join(folder, file);
		await mkdir(path.dirname(target), { recursive: true });
		await writeFile(target, contents);
	}
}
