/** Finds the sentences of a body, as offsets, so that they can be quoted word for word. */

/** A stretch of a text: offsets in UTF-16 units, `end` excluded. */
export interface Span {
	start: number;
	end: number;
}

/**
 * The sentences of a text in order, without the white space around them. A sentence ends after 。！？； (half-width too),
 * an ellipsis or a line break, and takes the closing quotes and brackets behind its end with it.
 */
export function sentenceSpans(text: string): Span[] {
	const spans: Span[] = [];
	for (const match of text.matchAll(SENTENCE)) {
		const sentence = match[0];
		const start = match.index + sentence.length - sentence.trimStart().length;
		const end = match.index + sentence.trimEnd().length;
		if (end > start) spans.push({ start, end });
	}
	return spans;
}

const SENTENCE = /[^。！？；!?;…\n]*(?:[。！？；!?;…]+[”’」』）)】》"]*|\n|$)/g;
