/** Puts the bot's state and the knowledge folder into one archive, while the bot runs. */

import {
	access,
	chmod,
	cp,
	mkdir,
	mkdtemp,
	readdir,
	rename,
	rm,
	writeFile,
} from "node:fs/promises";
import path from "node:path";
import { create } from "tar";
import { withKnowledgeLock } from "../knowledge/save-issue.ts";
import { copyState } from "../store/copy-state.ts";
import { KNOWLEDGE, MANIFEST, type Manifest, STATE } from "./manifest.ts";

/** A backup or restore cannot be done. The message says what to do. */
export class BackupError extends Error {
	override readonly name = "BackupError";
}

export interface Folders {
	dataDir: string;
	knowledgeDir: string;
	/** The database, in `dataDir`. */
	stateFile: string;
}

export interface BackupReport {
	articles: number;
	state: boolean;
}

/** @throws BackupError where `file` exists and may not be replaced. */
export async function backUp(
	file: string,
	folders: Folders,
	{ replace, now }: { replace: boolean; now: Date },
): Promise<BackupReport> {
	if (!replace && (await exists(file)))
		throw new BackupError(`${file} 已经有了:换个名字,或者加 --force 换掉它`);
	return withScratch(folders.dataDir, async (scratch) => {
		const knowledge = path.join(scratch, KNOWLEDGE);
		await mkdir(knowledge);
		const articles = await withKnowledgeLock(folders.knowledgeDir, () =>
			copyKnowledge(folders.knowledgeDir, knowledge),
		);
		const state = await copyState(folders.stateFile, path.join(scratch, STATE));
		const manifest: Manifest = {
			format: 1,
			made: now.toISOString(),
			state,
			articles,
		};
		await writeFile(
			path.join(scratch, MANIFEST),
			JSON.stringify(manifest, null, "\t"),
		);
		// Written beside its place, so that nobody takes half an archive for a whole one.
		const part = `${file}.part`;
		try {
			const names = [MANIFEST, KNOWLEDGE, ...(state ? [STATE] : [])];
			await create(
				{ file: part, cwd: scratch, gzip: true, portable: true },
				names,
			);
			await chmod(part, 0o600);
			await rename(part, file);
		} catch (error) {
			await rm(part, { force: true });
			throw error;
		}
		return { articles, state };
	});
}

/** Hidden files are locks and what is being written. Gives the number of Markdown files. */
export async function copyKnowledge(from: string, to: string): Promise<number> {
	await cp(from, to, {
		recursive: true,
		filter: (source) =>
			source === from || !path.basename(source).startsWith("."),
	});
	const files = await readdir(to, { recursive: true });
	return files.filter((file) => file.endsWith(".md")).length;
}

/** A folder of its own inside the data folder, gone afterwards whatever happens. */
export async function withScratch<T>(
	dataDir: string,
	work: (scratch: string) => Promise<T>,
): Promise<T> {
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	const scratch = await mkdtemp(path.join(dataDir, ".backup-"));
	try {
		return await work(scratch);
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}

async function exists(file: string): Promise<boolean> {
	return access(file).then(
		() => true,
		() => false,
	);
}
