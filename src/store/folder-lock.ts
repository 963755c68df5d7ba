/** One bot at a time works on a data folder. */

import { mkdirSync } from "node:fs";
import path from "node:path";
import Database from "libsql";

export interface FolderLock {
	/** May be called twice. */
	release(): void;
}

/** Another process works on the folder. */
class FolderBusyError extends Error {
	override readonly name = "FolderBusyError";
}

/**
 * Holds an exclusive transaction on a file of its own for as long as the process lives. The kernel ends it with the process,
 * so that after a crash the next start waits for nothing; a file that only says "locked" would have to be doubted.
 * @throws FolderBusyError
 */
export function lockFolder(folder: string): FolderLock {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const database = new Database(path.join(folder, "bot.lock"), { timeout: 0 });
	try {
		database.exec("begin exclusive");
	} catch (cause) {
		database.close();
		if (!/locked|busy/i.test(String(cause))) throw cause;
		throw new FolderBusyError(
			`另一个机器人正在用这个数据目录(${folder}):先停掉它,或者给这一个另设 DATA_DIR`,
			{ cause },
		);
	}
	let held = true;
	return {
		release() {
			if (held) database.close();
			held = false;
		},
	};
}
