/** Tar archives as an attacker or an accident would make them, entry by entry. */

import { gzipSync } from "node:zlib";
import { Header } from "tar";

export interface TarEntry {
	path: string;
	text?: string | Uint8Array;
	type?: "File" | "Directory" | "SymbolicLink" | "Link" | "CharacterDevice";
	/** Where a link leads. */
	linkpath?: string;
}

const BLOCK = 512;

export function tarOf(entries: readonly TarEntry[]): Buffer {
	const blocks = entries.flatMap(
		({ path, text = "", type = "File", linkpath }) => {
			const bytes = Buffer.from(text as string);
			const block = Buffer.alloc(BLOCK);
			const header = new Header({
				path,
				type,
				size: bytes.length,
				mode: 0o644,
			});
			if (linkpath !== undefined) header.linkpath = linkpath;
			header.encode(block, 0);
			const padding = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK);
			return [block, bytes, padding];
		},
	);
	return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
}
