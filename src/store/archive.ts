/** The form of a backup: a manifest, the database and the knowledge folder in one tar.gz; written, and checked before use. */

import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { create, extract, list, type ReadEntry } from "tar";
import { z } from "zod";

const MANIFEST = "manifest.json";
export const STATE = "state.db";
export const KNOWLEDGE = "knowledge";

const FORMAT = 1;

const Manifest = z.object({
	format: z.number().int(),
	/** When it was made, in milliseconds since 1970. */
	madeAt: z.number(),
	/** The database's last migration. */
	schema: z.string(),
	counts: z.object({ files: z.number(), chats: z.number() }),
});
export type Manifest = z.infer<typeof Manifest>;

/** A backup that cannot be used. The message names the file and what to do. */
export class ArchiveError extends Error {
	override readonly name = "ArchiveError";
}

/** Packs what stands in `folder` into `file`. */
export async function pack(
	folder: string,
	file: string,
	manifest: Omit<Manifest, "format">,
): Promise<void> {
	await writeFile(
		path.join(folder, MANIFEST),
		JSON.stringify({ format: FORMAT, ...manifest }),
	);
	// The manifest first: whoever only looks at a backup need not read all of it.
	await create({ cwd: folder, file, gzip: true, portable: true }, [
		MANIFEST,
		STATE,
		KNOWLEDGE,
	]);
}

/**
 * Unpacks `file` into `folder`, after every entry in it was looked at.
 * @throws ArchiveError
 */
export async function unpack(file: string, folder: string): Promise<Manifest> {
	if (!(await stat(file)).isFile())
		throw new ArchiveError(`${file}:这是目录,不是备份文件`);
	const names = await check(file);
	await reading(file, () =>
		extract({
			file,
			cwd: folder,
			strict: true,
			filter: (name) => names.has(name),
		}),
	);
	return readManifest(
		file,
		await readFile(path.join(folder, MANIFEST), "utf8"),
	);
}

/** A union's paper of many years takes a few hundred megabytes; more is no backup but an attempt to fill the disk. */
const MAX_BYTES = 4 * 1024 ** 3;
const MAX_ENTRIES = 200_000;

/** The names of all entries, none of which leads anywhere but below its own folder. */
async function check(file: string): Promise<Set<string>> {
	const names = new Set<string>();
	let bytes = 0;
	let wrong: string | null = null;
	await reading(file, () =>
		list({
			file,
			strict: true,
			onReadEntry(entry) {
				bytes += entry.size;
				wrong ??= problemOf(entry, names);
				if (bytes > MAX_BYTES || names.size >= MAX_ENTRIES)
					wrong ??= "里面的东西太多太大";
				names.add(entry.path);
			},
		}),
	);
	for (const name of [MANIFEST, STATE])
		if (!names.has(name)) wrong ??= `里面没有 ${name}`;
	if (wrong !== null) throw unusable(file, wrong);
	return names;
}

function problemOf(entry: ReadEntry, seen: ReadonlySet<string>): string | null {
	const { type, path: name } = entry;
	if (type === "SymbolicLink" || type === "Link") return `“${name}”是链接`;
	if (type !== "File" && type !== "OldFile" && type !== "Directory")
		return `“${name}”不是普通文件`;
	if (seen.has(name)) return `“${name}”出现了两次`;
	if (name === MANIFEST || name === STATE)
		return type === "Directory" ? `“${name}”是目录` : null;
	const [room, ...below] = name.replace(/\/$/, "").split("/");
	// Hidden names, "." and ".." among them, are no documents.
	const plain = below.every((part) => /^[^.\\\0][^\\\0]*$/.test(part));
	const isRoom = below.length === 0 && type === "Directory";
	return room === KNOWLEDGE && plain && (below.length > 0 || isRoom)
		? null
		: `“${name}”不该在备份里`;
}

function readManifest(file: string, text: string): Manifest {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		json = null;
	}
	const parsed = Manifest.safeParse(json);
	if (!parsed.success) throw unusable(file, `${MANIFEST} 读不懂`);
	if (parsed.data.format > FORMAT)
		throw new ArchiveError(
			`${file} 是更新版本的机器人做的备份:请先升级机器人,什么也没有改动`,
		);
	return parsed.data;
}

async function reading(file: string, work: () => Promise<unknown>) {
	try {
		await work();
	} catch (cause) {
		const { code, syscall } = cause as NodeJS.ErrnoException;
		// The file system's own errors (a full disk, no right to read) say nothing against the archive.
		if (syscall !== undefined && code !== undefined) throw cause;
		throw unusable(file, "文件坏了或者不完整", cause);
	}
}

export function unusable(
	file: string,
	why: string,
	cause?: unknown,
): ArchiveError {
	return new ArchiveError(
		`${file} 不能用来恢复:${why}。请换一份备份,什么也没有改动`,
		{ cause },
	);
}
