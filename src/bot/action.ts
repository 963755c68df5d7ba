/** What a button carries: short enough for every platform, and readable after a restart. */

import type { View } from "./shown.ts";

export type Action =
	| { do: "view"; answer: number; view: View }
	| { do: "vote"; answer: number; useful: boolean }
	| { do: "listens"; value: "addressed" | "questions" }
	| { do: "subscribed"; value: boolean };

export function writeAction(action: Action): string {
	switch (action.do) {
		case "view":
			return `v:${action.answer.toString(36)}:${writeView(action.view)}`;
		case "vote":
			return `f:${action.answer.toString(36)}:${action.useful ? 1 : 0}`;
		case "listens":
			return `s:listens:${action.value}`;
		case "subscribed":
			return `s:subscribed:${action.value ? 1 : 0}`;
	}
}

/** Null for what no button of ours carries: a client can send anything. */
export function readAction(text: string): Action | null {
	const shows = /^v:([0-9a-z]{1,10}):(.+)$/.exec(text);
	const votes = /^f:([0-9a-z]{1,10}):([01])$/.exec(text);
	const view = readView(shows?.[2] ?? "");
	if (shows && view)
		return { do: "view", answer: Number.parseInt(shows[1] ?? "", 36), view };
	if (votes)
		return {
			do: "vote",
			answer: Number.parseInt(votes[1] ?? "", 36),
			useful: votes[2] === "1",
		};
	const listens = /^s:listens:(addressed|questions)$/.exec(text)?.[1];
	if (listens)
		return { do: "listens", value: listens as "addressed" | "questions" };
	const subscribed = /^s:subscribed:([01])$/.exec(text)?.[1];
	return subscribed ? { do: "subscribed", value: subscribed === "1" } : null;
}

function writeView(view: View): string {
	switch (view.of) {
		case "answer":
			return "a";
		case "related":
			return "r";
		case "list":
			return `l${view.from}`;
		case "article":
			return `t${view.at}.${view.page}.${view.from}`;
	}
}

function readView(text: string): View | null {
	if (text === "a") return { of: "answer" };
	if (text === "r") return { of: "related" };
	const from = /^l(\d{1,5})$/.exec(text)?.[1];
	if (from !== undefined) return { of: "list", from: Number(from) };
	const match = /^t(\d{1,5})\.(\d{1,5})\.(\d{1,5})$/.exec(text);
	return match
		? {
				of: "article",
				at: Number(match[1]),
				page: Number(match[2]),
				from: Number(match[3]),
			}
		: null;
}
