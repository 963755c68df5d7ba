/** What a push holds, as the store keeps it. */

import { z } from "zod";
import type { Push } from "../store/store.ts";
import { GROUPS, type IssueSummary } from "./issue-summary.ts";

const Summary = z.object({
	issue: z.string(),
	paper: z.string().nullable(),
	date: z.string().nullable(),
	pages: z.array(z.string()),
	lines: z.array(
		z.object({
			number: z.number(),
			article: z.string(),
			title: z.string(),
			says: z.string(),
			edited: z.boolean(),
			damaged: z.boolean(),
			group: z.enum(GROUPS),
			place: z.string().nullable(),
		}),
	),
}) satisfies z.ZodType<IssueSummary>;

/** A line to those who got one of these articles. An earlier version had a line for each. */
const Notice = z
	.union([
		z.object({ articles: z.array(z.string()), text: z.string() }),
		z.object({ article: z.string(), text: z.string() }),
	])
	.transform((notice) => ({
		articles: "articles" in notice ? notice.articles : [notice.article],
		text: notice.text,
	}));
export type Notice = z.infer<typeof Notice>;

/** The push that is taken back, with all others of its issue. */
const Withdrawal = z.object({ push: z.number() });

export type PushContent =
	| { kind: "summary"; summary: IssueSummary }
	| { kind: "notice"; notice: Notice }
	| { kind: "withdrawal"; push: number };

/** @throws Error for what another version wrote. */
export function contentOf({
	kind,
	content,
}: Pick<Push, "kind" | "content">): PushContent {
	const json: unknown = JSON.parse(content);
	switch (kind) {
		case "summary":
			return { kind, summary: Summary.parse(json) };
		case "notice":
			return { kind, notice: Notice.parse(json) };
		case "withdrawal":
			return { kind, push: Withdrawal.parse(json).push };
	}
}
