/** Brings state and knowledge back from a backup while the bot runs, without making it say old things again. */

import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { KNOWLEDGE, STATE, unpack, unusable } from "./archive.ts";
import { exists, type KnowledgeLock } from "./backup.ts";
import { copyTree, countTree, visibleNames } from "./copy-tree.ts";
import { mergeState } from "./merge-state.ts";
import { inspect } from "./migrate.ts";
import { openDatabase, STATE_FILE } from "./open-store.ts";
import { connect, emptyLog } from "./sqlite.ts";
import { StoreFileError } from "./store-error.ts";
import { withWorkFolder } from "./work-folder.ts";

export interface RestoreRequest {
	dataDir: string;
	knowledgeDir: string;
	/** The archive. */
	file: string;
	/** False to look only. */
	apply: boolean;
	lock: KnowledgeLock;
	now: number;
}

export interface RestoreReport {
	/** When the backup was made, in milliseconds since 1970. */
	madeAt: number;
	backup: { files: number; chats: number };
	/** What stands there now. */
	present: { files: number; chats: number };
	/** Where the old knowledge is kept; null where there was none, or nothing was changed. */
	kept: string | null;
}

/**
 * The archive is checked as a whole before anything changes. The state changes in one transaction; of the knowledge a
 * copy is kept: a crash loses nothing, and the command can be given again.
 * @throws ArchiveError, or another Error with a line for staff.
 */
export async function restore(request: RestoreRequest): Promise<RestoreReport> {
	const { dataDir, knowledgeDir, file, lock, now } = request;
	return withWorkFolder(dataDir, now, async (folder) => {
		const { madeAt, schema, counts } = await unpack(file, folder);
		const restored = path.join(folder, STATE);
		const chats = await modernise(file, restored, schema);
		const documents = path.join(folder, KNOWLEDGE);
		const files = await countTree(documents);
		if (files !== counts.files)
			throw unusable(file, `该有 ${counts.files} 个报道文件,只有 ${files} 个`);
		const state = path.join(dataDir, STATE_FILE);
		const report = {
			madeAt,
			backup: { files, chats },
			present: {
				files: await countTree(knowledgeDir),
				chats: (await exists(state)) ? (await look(state)).chats : 0,
			},
		};
		if (!request.apply) return { ...report, kept: null };
		const kept = await lock(knowledgeDir, () =>
			replaceKnowledge(documents, { knowledgeDir, dataDir, now }, () =>
				mergeState(state, restored, now),
			),
		);
		return { ...report, kept };
	});
}

/** Brings the backup's database to the present tables. Gives its active chats. */
async function modernise(
	archive: string,
	file: string,
	schema: string,
): Promise<number> {
	try {
		if ((await look(file)).schema !== schema)
			throw unusable(archive, "里面的数据库和清单对不上");
		const { raw, db } = await openDatabase(file);
		emptyLog(raw);
		await db.destroy();
		return (await look(file)).chats;
	} catch (cause) {
		if (!(cause instanceof StoreFileError)) throw cause;
		throw unusable(
			archive,
			cause.code === "newer"
				? "是更新版本的机器人做的,要先升级机器人"
				: "里面的数据库坏了",
			cause,
		);
	}
}

/** A database's last migration and its active chats. Changes nothing. */
async function look(file: string): Promise<{ schema: string; chats: number }> {
	const raw = await connect(file);
	try {
		const schema = inspect(raw, file).at(-1) ?? "";
		if (schema === "") return { schema, chats: 0 };
		const { chats } = raw
			.prepare("select count(*) as chats from chats where active = 1")
			.get() as { chats: number };
		return { schema, chats };
	} finally {
		raw.close();
	}
}

const STAGING = ".restoring-";

/**
 * Puts `documents` in the place of what stands in the knowledge folder; runs `between` when all that can fail for want of
 * space is done. The folder itself stays: it may be a mount point, which cannot be renamed.
 */
async function replaceKnowledge(
	documents: string,
	{
		knowledgeDir,
		dataDir,
		now,
	}: Pick<RestoreRequest, "knowledgeDir" | "dataDir" | "now">,
	between: () => Promise<void>,
): Promise<string | null> {
	for (const name of await readdir(knowledgeDir))
		if (name.startsWith(STAGING))
			await rm(path.join(knowledgeDir, name), { recursive: true, force: true });
	const staging = path.join(knowledgeDir, `${STAGING}${process.pid}`);
	const [incoming, outgoing] = ["in", "out"].map((name) =>
		path.join(staging, name),
	) as [string, string];
	let kept: string | null = null;
	try {
		await copyTree(documents, incoming);
		await mkdir(outgoing);
		const present = await visibleNames(knowledgeDir);
		if (present.length > 0) kept = await keep(knowledgeDir, dataDir, now);
		await between();
		for (const name of present)
			await rename(path.join(knowledgeDir, name), path.join(outgoing, name));
		for (const name of await visibleNames(incoming))
			await rename(path.join(incoming, name), path.join(knowledgeDir, name));
		return kept;
	} catch (error) {
		for (const name of await visibleNames(outgoing))
			await rename(
				path.join(outgoing, name),
				path.join(knowledgeDir, name),
			).catch(() => {});
		throw error;
	} finally {
		await rm(staging, { recursive: true, force: true });
	}
}

/** Copies the knowledge beside its folder; into the data folder where the place beside it does not last or cannot be written. */
async function keep(
	knowledgeDir: string,
	dataDir: string,
	now: number,
): Promise<string> {
	const folder = path.resolve(knowledgeDir);
	const time = new Date(now).toISOString().slice(0, 19).replaceAll(":", "-");
	const name = `${path.basename(folder)}.before-restore-${time}`;
	const parent = path.dirname(folder);
	const isMounted = (await stat(folder)).dev !== (await stat(parent)).dev;
	for (const place of isMounted ? [dataDir] : [parent, dataDir]) {
		const target = path.join(place, name);
		try {
			await mkdir(target);
		} catch (error) {
			const { code = "" } = error as NodeJS.ErrnoException;
			if (place === dataDir || !["EACCES", "EROFS", "EPERM"].includes(code))
				throw error;
			continue;
		}
		await copyTree(folder, target);
		return target;
	}
	throw new Error(`没有地方放旧的 ${folder}`);
}
