/** A Word document → HTML with its headings, paragraphs and tables. */

import mammoth from "mammoth";
import { InputError } from "./input-error.ts";

/** @throws InputError for what is no Word document, or a damaged one. */
export async function docxToHtml(bytes: Uint8Array): Promise<string> {
	try {
		const { value } = await mammoth.convertToHtml(
			{ buffer: Buffer.from(bytes) },
			// Pictures would come as megabytes of text.
			{ convertImage: mammoth.images.imgElement(async () => ({ src: "" })) },
		);
		return value;
	} catch (cause) {
		throw new InputError(
			"unknown_type",
			"这个 Word 文件打不开,可能已经损坏或者加了密码;请用 Word 打开,另存为 .docx 再发",
			{ cause },
		);
	}
}
