/** Bytes of a page file → its text, whatever Chinese encoding the newspaper's system wrote. */

import { InputError } from "./input-error.ts";

export interface DecodedText {
	text: string;
	encoding: "utf-8" | "gb18030" | "utf-16le" | "utf-16be";
	/** What the reader should know: bytes that could not be read. */
	warnings: string[];
}

/** The largest file that is read, in bytes: a page is about 20 kB, a year of pages about 20 MB. */
export const MAX_BYTES = 20 * 1024 * 1024;

/**
 * Decodes UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030, which includes GBK and GB2312.
 * @throws InputError for an empty, binary or oversized file, or one in another encoding.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
	if (bytes.length > MAX_BYTES)
		throw new InputError("too_large", "文件超过 20 MB,请拆成几个文件再导入");
	const decoded = decodeBytes(bytes);
	const text = decoded.text.replace(/^\uFEFF/, "");
	if (text.trim() === "") throw new InputError("empty", "文件是空的");
	refuseBinary(text);
	return { ...decoded, text };
}

function decodeBytes(bytes: Uint8Array): DecodedText {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe)
		return {
			text: lenient(bytes, "utf-16le"),
			encoding: "utf-16le",
			warnings: [],
		};
	if (first === 0xfe && second === 0xff)
		return {
			text: lenient(bytes, "utf-16be"),
			encoding: "utf-16be",
			warnings: [],
		};

	const utf8 = tryDecode(bytes, "utf-8");
	if (utf8 !== null) return { text: utf8, encoding: "utf-8", warnings: [] };
	const gb = tryDecode(bytes, "gb18030");
	if (gb !== null && looksLikeGb(bytes))
		return { text: gb, encoding: "gb18030", warnings: [] };

	// Neither is clean: take the one with fewer unreadable places, if they are few.
	const candidates = (["utf-8", "gb18030"] as const).map((encoding) => {
		const text = lenient(bytes, encoding);
		const unreadable = text.split("\uFFFD").length - 1;
		const wrong = encoding === "gb18030" && !looksLikeGb(bytes);
		return { text, encoding, unreadable: wrong ? Infinity : unreadable };
	});
	candidates.sort((a, b) => a.unreadable - b.unreadable);
	const best = candidates[0];
	refuseBinary(best?.text ?? "");
	if (!best || best.unreadable > MAX_UNREADABLE_SHARE * best.text.length)
		throw new InputError(
			"encoding",
			"读不出文字:文件既不是 UTF-8 也不是 GB18030 编码,请另存为 UTF-8 再导入",
		);
	return {
		text: best.text,
		encoding: best.encoding,
		warnings: [`有 ${best.unreadable} 处字节读不出来,已用 \uFFFD 标出`],
	};
}

/** One unreadable place in fifty characters: more is another encoding, fewer is damage. */
const MAX_UNREADABLE_SHARE = 0.02;

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

/** What cannot be read becomes U+FFFD. */
function lenient(bytes: Uint8Array, encoding: string): string {
	return new TextDecoder(encoding).decode(bytes);
}

/**
 * Chinese text in GB18030 mostly uses GB 2312's level-1 characters (lead byte B0–D7, trail byte from A1);
 * Big5 or Shift-JIS read as GB18030 does not.
 */
function looksLikeGb(bytes: Uint8Array): boolean {
	let common = 0;
	let rare = 0;
	const end = Math.min(bytes.length, 200_000);
	for (let i = 0; i < end; i++) {
		const lead = bytes[i] ?? 0;
		if (lead < 0x81) continue;
		const trail = bytes[++i] ?? 0;
		if (trail >= 0xa1 && lead >= 0xb0 && lead <= 0xd7) common++;
		else if (lead !== 0xa1 && lead !== 0xa3) rare++;
	}
	return common + rare === 0 || common / (common + rare) > 0.7;
}

function refuseBinary(text: string): void {
	if (isBinary(text))
		throw new InputError(
			"binary",
			"这不是文本文件(请导出为 .txt 或 .md 再导入)",
		);
}

function isBinary(text: string): boolean {
	let control = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code === 0) return true;
		if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12)
			control++;
	}
	return control > text.length / 100;
}
