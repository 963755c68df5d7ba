/** A file of `config/` that staff edit while the bot runs: read at the start, and again whenever it changes. */

import { unwatchFile, watchFile } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import type { z } from "zod";

/** The part of a logger that is needed: static messages, details in fields. */
export interface FileLog {
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
}

export interface LiveFile<T> {
	/** What the file last said, as long as it could be read. */
	current(): T;
	close(): void;
}

/** Often enough that a correction seems immediate. */
const POLL_MS = 2000;

/**
 * Opens a YAML file of the given shape. The file is polled, because fs.watch loses a file that an editor replaces and sees
 * nothing on network drives. A file that becomes wrong is reported, and what it said before stays.
 * @throws Error that names the file and what is wrong in it, when it cannot be read at the start.
 */
export async function openLiveFile<S, T>(
	file: string,
	schema: z.ZodType<S>,
	make: (content: S) => T,
	log: FileLog,
	pollMs = POLL_MS,
): Promise<LiveFile<T>> {
	let current = make(await readYaml(file, schema));
	const name = path.basename(file);
	const look = async () => {
		try {
			current = make(await readYaml(file, schema));
			log.info({ file: name }, "a settings file was read again");
		} catch (error) {
			log.warn(
				{ file: name, problem: String(error) },
				"a settings file cannot be read; what it said before stays",
			);
		}
	};
	const listener = () => void look();
	watchFile(file, { interval: pollMs, persistent: false }, listener);
	return {
		current: () => current,
		close: () => unwatchFile(file, listener),
	};
}

/** Reads a YAML file of the given shape. @throws Error that names the file and what is wrong in it. */
export async function readYaml<T>(
	file: string,
	schema: z.ZodType<T>,
): Promise<T> {
	const parsed = schema.safeParse(parse(await readFile(file, "utf8")));
	if (parsed.success) return parsed.data;
	const why = parsed.error.issues
		.map(({ path: place, message }) => `${place.join(".")}: ${message}`)
		.join(";");
	throw new Error(`${file}: ${why}`);
}
