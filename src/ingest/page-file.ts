/** A page's file → its text, whatever program made it: plain text, Markdown, a Word document or a page of an e-paper. */

import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { decodeText, MAX_BYTES } from "./decode.ts";
import { InputError } from "./input-error.ts";

/** A file as it came. */
export interface PageFile {
	/** Its name, with the ending that tells what it is; what has none is looked into. */
	name: string;
	bytes: Uint8Array;
}

export interface PageFileText {
	text: string;
	/** `#` stands before headlines, not as a printed character. */
	markdown: boolean;
	/** What the reader should know. */
	warnings: string[];
}

/** @throws InputError that names the file, or the file system's error. */
export async function loadPageFile(file: string): Promise<PageFile> {
	const name = path.basename(file);
	const found = await stat(file);
	if (!found.isFile())
		throw new InputError("unknown_type", `${name}:这不是文件(是目录或设备)`);
	// Looked at before reading, so that a huge file is refused at once.
	if (found.size > MAX_BYTES)
		throw new InputError("too_large", `${name}:${TOO_LARGE}`);
	return { name, bytes: await readFile(file) };
}

/** @throws InputError that says what is wrong with the file and what to do, without its name. */
export async function readPageFile({
	name,
	bytes,
}: PageFile): Promise<PageFileText> {
	if (bytes.length > MAX_BYTES) throw new InputError("too_large", TOO_LARGE);
	switch (formatOf(name, bytes)) {
		case "docx": {
			const { docxToHtml } = await import("./docx.ts");
			const { htmlToMarkdown } = await import("./html.ts");
			const text = htmlToMarkdown(await docxToHtml(bytes));
			if (text === "") throw new InputError("empty", "文件里没有文字");
			return { text, markdown: true, warnings: [] };
		}
		case "html": {
			const { htmlToMarkdown } = await import("./html.ts");
			const { text: html, warnings } = decodeText(bytes);
			const text = markdownOf(() => htmlToMarkdown(html));
			if (text === "") throw new InputError("empty", "网页里没有文字");
			return { text, markdown: true, warnings };
		}
		case "markdown":
			return { ...decodeText(bytes), markdown: true };
		case "text": {
			const decoded = decodeText(bytes);
			return { ...decoded, markdown: isMarkdown(decoded.text) };
		}
		case "unknown":
			throw new InputError(
				"unknown_type",
				"只能读 .txt、.md、.docx 和 .html 文件;别的文件请先另存成其中一种",
			);
	}
}

/** Two headlines marked as such: somebody wrote Markdown and called it text. */
function isMarkdown(text: string): boolean {
	return (text.match(/^#{1,4} {1,3}(?=\S)/gm)?.length ?? 0) >= 2;
}

/** Thousands of elements within each other are no page of a paper. */
function markdownOf(read: () => string): string {
	try {
		return read();
	} catch (cause) {
		if (!(cause instanceof RangeError)) throw cause;
		throw new InputError(
			"unknown_type",
			"这个网页读不了,里面套了太多层;请把文章复制出来,存成 .txt 再发",
			{ cause },
		);
	}
}

const TOO_LARGE = "文件超过 20 MB,请拆成几个文件再导入";

type Format = "text" | "markdown" | "docx" | "html" | "unknown";

const FORMATS: Readonly<Record<string, Format>> = {
	".txt": "text",
	".md": "markdown",
	".docx": "docx",
	".html": "html",
	".htm": "html",
	".xhtml": "html",
};

/** By its ending; what chats and systems have taken the ending from is told by its first bytes. */
function formatOf(name: string, bytes: Uint8Array): Format {
	const ending = path.extname(name).toLowerCase();
	const known = FORMATS[ending];
	if (known) return known;
	if (/^\.[a-z]{2,5}\d?$/.test(ending)) return "unknown";
	if (bytes[0] === 0x50 && bytes[1] === 0x4b) return "docx";
	const start = new TextDecoder("latin1").decode(bytes.subarray(0, 500));
	return /^\s*(?:<\?xml|<!doctype html|<html)/i.test(start) ? "html" : "text";
}
