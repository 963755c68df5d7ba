/** A small Word document, as word processors write it. */

import { strToU8, zipSync } from "fflate";

/** @param paragraphs a `#` in front makes one a heading of the first level. */
export function docxOf(paragraphs: readonly string[]): Buffer {
	return zipOf({
		"[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml": `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs.map(paragraphOf).join("")}</w:body></w:document>`,
	});
}

function zipOf(files: Record<string, string>): Buffer {
	const parts = Object.entries(files).map(([name, text]) => [
		name,
		strToU8(text),
	]);
	return Buffer.from(zipSync(Object.fromEntries(parts)));
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

function paragraphOf(text: string): string {
	const words = text.replace(/^# /, "");
	const style =
		words === text ? "" : '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>';
	const escaped = words.replace(/&/g, "&amp;").replace(/</g, "&lt;");
	return `<w:p>${style}<w:r><w:t xml:space="preserve">${escaped}</w:t></w:r></w:p>`;
}
