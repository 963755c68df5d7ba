/** A text and how parts of it are shown; becomes HTML only at the end, so that it can be cut without breaking a tag. */

export interface StyledText {
	text: string;
	/** Bold spans stand within a quotation or apart from it, never across its edge. */
	spans: Span[];
}

export interface Span {
	style: "quote" | "bold";
	/** Offsets in UTF-16 code units, `end` excluded. */
	start: number;
	end: number;
}

/** From `start` to `end`, with what is shown differently there. */
export function cutOut(
	{ text, spans }: StyledText,
	start: number,
	end: number,
): StyledText {
	return {
		text: text.slice(start, end),
		spans: spans
			.map((span) => ({
				...span,
				start: Math.max(span.start, start) - start,
				end: Math.min(span.end, end) - start,
			}))
			.filter((span) => span.end > span.start),
	};
}

/** Bold stands within a quotation, never the other way round: that orders the tags at one place. */
const TAGS = {
	bold: { name: "b", open: 3, close: 0 },
	quote: { name: "blockquote", open: 2, close: 1 },
};

/** For `parse_mode: HTML`: https://core.telegram.org/bots/api#html-style */
export function toHtml({ text, spans }: StyledText): string {
	const marks = spans.flatMap(({ style, start, end }) => {
		const { name, open, close } = TAGS[style];
		return [
			{ at: start, order: open, tag: `<${name}>` },
			{ at: end, order: close, tag: `</${name}>` },
		];
	});
	marks.sort((a, b) => a.at - b.at || a.order - b.order);
	let html = "";
	let from = 0;
	for (const { at, tag } of marks) {
		html += escapeHtml(text.slice(from, at)) + tag;
		from = at;
	}
	return html + escapeHtml(text.slice(from));
}

/** "All <, > and & symbols that are not a part of a tag or an HTML entity must be replaced", and nothing else need be. */
function escapeHtml(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;");
}
