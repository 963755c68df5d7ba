/** A text and how parts of it are shown; becomes HTML only at the end, so that it can be cut without breaking a tag. */

export interface StyledText {
	text: string;
	/** Within another or apart from it, never across its edge. */
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

const TAGS = { quote: "blockquote", bold: "b" };

/** For `parse_mode: HTML`: https://core.telegram.org/bots/api#html-style */
export function toHtml({ text, spans }: StyledText): string {
	const marks = spans.flatMap(({ style, start, end }) => {
		const length = end - start;
		return [
			// At one place tags are closed before others are opened; the longer one stands outside.
			{ at: start, order: 1, inner: -length, tag: `<${TAGS[style]}>` },
			{ at: end, order: 0, inner: length, tag: `</${TAGS[style]}>` },
		];
	});
	marks.sort((a, b) => a.at - b.at || a.order - b.order || a.inner - b.inner);
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
