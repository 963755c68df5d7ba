/** Copies state and knowledge into one archive while the bot runs. */

import { access, open, rename } from "node:fs/promises";
import path from "node:path";
import Libsql from "libsql";
import { KNOWLEDGE, pack, STATE } from "./archive.ts";
import { copyTree } from "./copy-tree.ts";
import { inspect } from "./migrate.ts";
import { STATE_FILE } from "./open-store.ts";
import { connect } from "./sqlite.ts";
import { removedAfterwards, withWorkFolder } from "./work-folder.ts";

/** Runs work as the only writer of the knowledge folder. */
export type KnowledgeLock = <T>(
	knowledgeDir: string,
	work: () => Promise<T>,
) => Promise<T>;

export interface BackupRequest {
	dataDir: string;
	knowledgeDir: string;
	/** The archive to be written. */
	file: string;
	/** Replace an archive of this name. */
	force: boolean;
	lock: KnowledgeLock;
	now: number;
}

export interface BackupReport {
	files: number;
	chats: number;
	bytes: number;
}

/**
 * What is in flight is left out: messages that wait for an answer and answers that wait to be sent are of no use later,
 * and should not lie about in copies.
 * @throws Error with a line for staff.
 */
export async function backUp(request: BackupRequest): Promise<BackupReport> {
	const { dataDir, knowledgeDir, file, lock, now } = request;
	const state = path.join(dataDir, STATE_FILE);
	if (!request.force && (await exists(file)))
		throw new Error(`${file} 已经有了:请换个名字,或者加 --force 换掉它`);
	if (!(await exists(state)))
		throw new Error(
			`没有找到 ${state}:请检查 DATA_DIR;机器人要先启动过一次,才有东西可以备份`,
		);
	return withWorkFolder(dataDir, now, async (folder) => {
		const { schema, chats } = await copyState(state, path.join(folder, STATE));
		const files = await whereAllowed(lock, knowledgeDir, () =>
			copyTree(knowledgeDir, path.join(folder, KNOWLEDGE)),
		);
		const bytes = await beside(file, (temporary) =>
			pack(folder, temporary, {
				madeAt: now,
				schema,
				counts: { files, chats },
			}),
		);
		return { files, chats, bytes };
	});
}

/** A copy as of one moment, whatever is written meanwhile. */
async function copyState(
	from: string,
	to: string,
): Promise<{ schema: string; chats: number }> {
	const live = await connect(from);
	let schema: string;
	try {
		schema = inspect(live, from).at(-1) ?? "";
		// SQLite would create the copy readable for all; an empty file of ours it fills.
		await (await open(to, "wx", 0o600)).close();
		live.prepare("vacuum into ?").run(to);
	} finally {
		live.close();
	}
	const copy = new Libsql(to);
	try {
		copy.exec("pragma secure_delete = ON");
		copy.exec(
			"update inbox set payload = null; update outbox set call = null; delete from conversations",
		);
		const { chats } = copy
			.prepare("select count(*) as chats from chats where active = 1")
			.get() as { chats: number };
		return { schema, chats };
	} finally {
		copy.close();
	}
}

/** A knowledge folder that is mounted read-only has no writer here to be kept out. */
async function whereAllowed<T>(
	lock: KnowledgeLock,
	knowledgeDir: string,
	work: () => Promise<T>,
): Promise<T> {
	let begun = false;
	try {
		return await lock(knowledgeDir, () => {
			begun = true;
			return work();
		});
	} catch (error) {
		const { code = "" } = error as NodeJS.ErrnoException;
		if (begun || !["EROFS", "EACCES"].includes(code)) throw error;
		return work();
	}
}

/** Writes `file` whole or not at all; gives its size in bytes. */
async function beside(
	file: string,
	write: (temporary: string) => Promise<void>,
): Promise<number> {
	const temporary = path.join(
		path.dirname(file),
		`.${path.basename(file)}.${process.pid}.tmp`,
	);
	return removedAfterwards(temporary, async () => {
		await (await open(temporary, "w", 0o600)).close();
		await write(temporary);
		const handle = await open(temporary, "r+");
		const { size } = await handle.stat();
		await handle.sync();
		await handle.close();
		await rename(temporary, file);
		return size;
	});
}

export function exists(file: string): Promise<boolean> {
	return access(file).then(
		() => true,
		() => false,
	);
}
