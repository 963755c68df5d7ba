/** Content that the platform takes, for its tests to send, and to break. */

export function textOf(words: string): string {
	return JSON.stringify({ text: words });
}

/** A card of Markdown, with further elements. */
export function cardOf(markdown: string, ...more: object[]) {
	return {
		schema: "2.0",
		config: { update_multi: true },
		body: {
			elements: [{ tag: "markdown", content: markdown }, ...more] as object[],
		},
	};
}

export function buttonOf(label: string, value: object) {
	return {
		tag: "button",
		text: { tag: "plain_text", content: label },
		behaviors: [{ type: "callback", value }],
	};
}
