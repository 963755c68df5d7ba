/** A Word document → HTML with its headings, paragraphs and tables. */

import { unzipSync, zipSync } from "fflate";
import mammoth from "mammoth";
import { InputError } from "./input-error.ts";

/** @throws InputError for what is no Word document, a damaged one, or one that is more than a paper's pages. */
export async function docxToHtml(bytes: Uint8Array): Promise<string> {
	try {
		const parts = partsOf(bytes);
		const { value } = await mammoth.convertToHtml(
			{ buffer: Buffer.from(zipSync(parts, { level: 0 })) },
			// Pictures would come as megabytes of text.
			{ convertImage: mammoth.images.imgElement(async () => ({ src: "" })) },
		);
		return value;
	} catch (cause) {
		if (cause instanceof InputError) throw cause;
		throw new InputError(
			"unknown_type",
			"这个 Word 文件打不开,可能已经损坏或者加了密码;请用 Word 打开,另存为 .docx 再发",
			{ cause },
		);
	}
}

/** Of an issue with all its pages; a page has some tens of kilobytes. */
const MAX_XML_BYTES = 10_000_000;
/** Paragraphs, cells and runs of the same look: what takes time. An issue has some thousands. */
const MAX_ELEMENTS = 12_000;

/**
 * Its text, without pictures. A part is unpacked to the size that the archive states, and no further: a small file may
 * hold gigabytes.
 */
function partsOf(bytes: Uint8Array): Record<string, Uint8Array> {
	let total = 0;
	const parts = unzipSync(bytes, {
		filter({ name, originalSize }) {
			if (!/\.(?:xml|rels)$/i.test(name)) return false;
			total += originalSize;
			if (total > MAX_XML_BYTES) throw tooLarge();
			return true;
		},
	});
	const text = new TextDecoder().decode(parts["word/document.xml"]);
	const elements = text.match(/<w:(?:p|tc|r)[ />]/g)?.length ?? 0;
	if (elements > MAX_ELEMENTS) throw tooLarge();
	return parts;
}

function tooLarge(): InputError {
	return new InputError(
		"too_large",
		"这个 Word 文件里的文字太多,不像报纸的版面;请一版存一个文件再发",
	);
}
