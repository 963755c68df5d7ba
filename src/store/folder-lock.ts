/** One bot for one data folder: two would answer everything twice. */

import { chmod, mkdir } from "node:fs/promises";
import path from "node:path";
import Libsql from "libsql";
import { fileError } from "./sqlite.ts";

export interface FolderLock {
	/** May be called twice. The end of the process releases it too, however it ends. */
	release(): void;
}

export class FolderBusyError extends Error {
	override readonly name = "FolderBusyError";
}

/**
 * Holds an exclusive transaction on a small file open. The lock is the kernel's, which frees it the moment the process
 * dies: unlike with a file that says "taken", nothing stale is left for a restart to wait for.
 * @throws FolderBusyError when another bot has the folder.
 * @throws StoreFileError when nothing can be written there.
 */
export async function lockFolder(dir: string): Promise<FolderLock> {
	const file = path.join(dir, LOCK_FILE);
	let raw: Libsql.Database | undefined;
	try {
		await mkdir(dir, { recursive: true, mode: 0o700 });
		raw = new Libsql(file);
		raw.exec("begin exclusive");
	} catch (cause) {
		raw?.close();
		if ((cause as { code?: unknown }).code !== "SQLITE_BUSY")
			throw fileError(file, cause);
		throw new FolderBusyError(
			`另一个机器人正在用这个数据目录(${dir}):请先停下它,或者给这个机器人另设一个 DATA_DIR`,
			{ cause },
		);
	}
	const held = raw;
	// A file system without modes refuses, and the file holds nothing.
	await chmod(file, 0o600).catch(() => {});
	const release = () => {
		if (!held.open) return;
		process.off("exit", release);
		held.exec("rollback");
		held.close();
	};
	// Also keeps the connection from being collected, which would free the folder, where nobody holds on to the result.
	process.once("exit", release);
	return { release };
}

const LOCK_FILE = "bot.lock";
