/** What a button carries: short enough for every platform, and readable after a restart. */

import type { View } from "./shown.ts";

export type Action =
	| { do: "view"; answer: number; view: View }
	| { do: "vote"; answer: number; useful: boolean }
	| { do: "listens"; value: "addressed" | "questions" }
	| { do: "subscribed"; value: boolean }
	/** Of a pushed summary: opens an article by its number, or lists what the message has no room for. */
	| { do: "open"; push: number; number: number }
	| { do: "rest"; push: number; from: number }
	/** What staff decide about a push. */
	| { do: "push"; push: number; step: PushStep };

const PUSH_STEPS = [
	"try",
	"ask",
	"confirm",
	"cancel",
	"retry",
	"withdraw",
] as const;
export type PushStep = (typeof PUSH_STEPS)[number];

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
		case "open":
			return `o:${action.push.toString(36)}:${action.number}`;
		case "rest":
			return `r:${action.push.toString(36)}:${action.from}`;
		case "push":
			return `p:${action.push.toString(36)}:${action.step}`;
	}
}

/** Null for what no button of ours carries: a client can send anything. */
export function readAction(text: string): Action | null {
	const shows = /^v:([0-9a-z]{1,10}):(.+)$/.exec(text);
	// An earlier version named the view that the vote was given under.
	const votes = /^f:([0-9a-z]{1,10}):([01])(?::[alrt][\d.]*)?$/.exec(text);
	const view = readView(shows?.[2] ?? "");
	if (shows && view)
		return { do: "view", answer: Number.parseInt(shows[1] ?? "", 36), view };
	if (votes)
		return {
			do: "vote",
			answer: Number.parseInt(votes[1] ?? "", 36),
			useful: votes[2] === "1",
		};
	const pushed = /^([or]):([0-9a-z]{1,10}):(\d{1,5})$/.exec(text);
	if (pushed) {
		const push = Number.parseInt(pushed[2] ?? "", 36);
		const at = Number(pushed[3]);
		return pushed[1] === "o"
			? { do: "open", push, number: at }
			: { do: "rest", push, from: at };
	}
	const decides = /^p:([0-9a-z]{1,10}):([a-z]{1,10})$/.exec(text);
	const step = PUSH_STEPS.find((one) => one === decides?.[2]);
	if (decides && step)
		return { do: "push", push: Number.parseInt(decides[1] ?? "", 36), step };
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
