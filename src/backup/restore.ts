/** Puts an archive's state and knowledge back, while the bot runs. */

import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { extract, list, type ReadEntry } from "tar";
import { withKnowledgeLock } from "../knowledge/save-issue.ts";
import {
	contentsOf,
	putStateBack,
	readCopy,
	type StateContents,
} from "../store/copy-state.ts";
import { StoreFileError } from "../store/store-error.ts";
import {
	BackupError,
	copyKnowledge,
	type Folders,
	withScratch,
} from "./backup.ts";
import { KNOWLEDGE, MANIFEST, Manifest, STATE } from "./manifest.ts";

export interface RestoreReport {
	manifest: Manifest;
	/** What the archive's state holds; null without one. */
	state: StateContents | null;
	/** What is replaced. */
	present: { articles: number; state: StateContents | null };
	/** Where the replaced knowledge was put; null as long as nothing was done. */
	kept: string | null;
}

/**
 * Checks the whole archive first; without `confirmed` that is all.
 * @throws BackupError for what is no archive of ours, is damaged or hostile. Then nothing has changed.
 */
export async function restore(
	file: string,
	folders: Folders,
	options: { confirmed: boolean; now: Date },
): Promise<RestoreReport> {
	const { dataDir, knowledgeDir, stateFile } = folders;
	const entries = await checkEntries(file);
	return withScratch(dataDir, async (scratch) => {
		await extract({ file, cwd: scratch, strict: true }).catch(damaged(file));
		const manifest = await readManifest(scratch, file);
		const copy = path.join(scratch, STATE);
		const state = entries.has(STATE)
			? await readCopy(copy).catch((cause) => {
					// Written by a later version: what to do is said already.
					if (cause instanceof StoreFileError && cause.code === "newer")
						throw new BackupError(
							`${file} 是更新版本的机器人备份的:请换成新版本再恢复`,
							{ cause },
						);
					return damaged(file)(cause);
				})
			: null;
		const present = {
			articles: await countArticles(knowledgeDir),
			state: contentsIfAny(stateFile),
		};
		if (!options.confirmed) return { manifest, state, present, kept: null };
		const kept = path.join(dataDir, `knowledge-before-${stamp(options.now)}`);
		await withKnowledgeLock(knowledgeDir, () =>
			replaceKnowledge(knowledgeDir, path.join(scratch, KNOWLEDGE), kept),
		);
		if (state) await putStateBack(stateFile, copy, options.now.getTime());
		return { manifest, state, present, kept };
	});
}

/** More than any paper has; an archive that unpacks to more is meant to fill the disk. */
const MAX_BYTES = 4 * 1024 ** 3;
const MAX_ENTRIES = 500_000;

/** The files of the archive, each where it may be. */
async function checkEntries(file: string): Promise<Set<string>> {
	const names = new Set<string>();
	let wrong: string | null = null;
	let bytes = 0;
	const look = (entry: ReadEntry) => {
		const name = entry.path.replace(/\/$/, "");
		const parts = name.split("/");
		const plain = entry.type === "File" || entry.type === "Directory";
		const inside = [MANIFEST, STATE].includes(name) || parts[0] === KNOWLEDGE;
		bytes += entry.size;
		if (!plain || !inside || parts.includes("..") || parts.includes(""))
			wrong ??= entry.path;
		if (bytes > MAX_BYTES || names.size > MAX_ENTRIES) wrong ??= entry.path;
		names.add(name);
	};
	await list({ file, strict: true, onReadEntry: look }).catch(damaged(file));
	if (wrong !== null)
		throw new BackupError(
			`${file} 里有不该有的东西(${wrong}),不像是 npm run backup 做的备份,没有恢复`,
		);
	if (!names.has(MANIFEST))
		throw new BackupError(`${file} 不是 npm run backup 做的备份,没有恢复`);
	return names;
}

function damaged(file: string) {
	return (cause: unknown): never => {
		if ((cause as NodeJS.ErrnoException).code === "ENOENT") throw cause;
		throw new BackupError(`${file} 坏了,或者不是备份,没有恢复:请换一份`, {
			cause,
		});
	};
}

async function readManifest(scratch: string, file: string): Promise<Manifest> {
	const text = await readFile(path.join(scratch, MANIFEST), "utf8");
	try {
		return Manifest.parse(JSON.parse(text));
	} catch (cause) {
		throw new BackupError(
			`${file} 不是这个版本的机器人能恢复的备份:请换成新版本再恢复`,
			{ cause },
		);
	}
}

/**
 * Swaps what stands in the folder, not the folder, which may be a volume of a container. What it held is copied away first;
 * a crash half-way leaves that copy and the archive.
 */
async function replaceKnowledge(
	knowledgeDir: string,
	from: string,
	kept: string,
): Promise<void> {
	await mkdir(kept, { mode: 0o700 });
	await copyKnowledge(knowledgeDir, kept);
	// Hidden, so that nobody reads it; on the folder's own disk, so that moving it out is one step a name.
	const incoming = path.join(knowledgeDir, ".restoring");
	await rm(incoming, { recursive: true, force: true });
	await mkdir(incoming);
	await cp(from, incoming, { recursive: true }).catch((cause) => {
		// An archive of an empty folder.
		if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
	});
	for (const name of await visible(knowledgeDir))
		await rm(path.join(knowledgeDir, name), { recursive: true, force: true });
	for (const name of await readdir(incoming))
		await rename(path.join(incoming, name), path.join(knowledgeDir, name));
	await rm(incoming, { recursive: true, force: true });
}

async function visible(folder: string): Promise<string[]> {
	const names = await readdir(folder).catch(() => []);
	return names.filter((name) => !name.startsWith("."));
}

async function countArticles(knowledgeDir: string): Promise<number> {
	const files = await readdir(knowledgeDir, { recursive: true }).catch(
		() => [],
	);
	return files.filter((name) => name.endsWith(".md")).length;
}

function contentsIfAny(stateFile: string): StateContents | null {
	if (!existsSync(stateFile)) return null;
	try {
		return contentsOf(stateFile);
	} catch {
		// A broken one: whoever restores knows.
		return null;
	}
}

/** 20240301-081500 */
function stamp(now: Date): string {
	return now.toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
}
