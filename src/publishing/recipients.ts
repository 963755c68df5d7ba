/** Whom a push goes to, and with which lines of it. */

import type { Chat, StandingCopy, Store, Wants } from "../store/store.ts";
import type { IssueSummary, SummaryLine } from "./issue-summary.ts";
import { contentOf } from "./push-content.ts";
import type { IsWanted } from "./wants.ts";

export interface Recipient {
	platform: string;
	chat: string;
	title: string;
	group: boolean;
	/** Null where nobody knows any more. */
	settings: Chat | null;
	/** The lines that it wants; empty for nothing. */
	lines: readonly SummaryLine[];
}

export interface RecipientParts {
	store: Pick<Store, "chats" | "pushes" | "outbox">;
	platforms: readonly string[];
	isWanted: IsWanted;
}

/** The chats that are subscribed now and did not get this issue's summary before, and what of it each wants. */
export async function recipientsOf(
	summary: IssueSummary,
	{ store, platforms, isWanted }: RecipientParts,
): Promise<{ recipients: Recipient[]; served: number }> {
	const standing = await store.outbox.standing(summary.issue);
	// What was taken back may come anew; but where the old message could not be changed, not twice.
	const served = new Set(
		standing.filter(({ takenBack }) => takenBack !== "done").map(keyOf),
	);
	const all = await Promise.all(
		platforms.map((platform) => store.chats.subscribed(platform)),
	);
	const recipients = all
		.flat()
		.filter((chat) => !served.has(keyOf(chat)))
		.map((settings) => ({
			platform: settings.platform,
			chat: settings.chat,
			title: settings.title,
			group: settings.group,
			settings,
			lines: linesFor(summary, settings.wants, isWanted),
		}));
	return { recipients, served: served.size };
}

export function linesFor(
	{ lines }: IssueSummary,
	wants: Wants,
	isWanted: IsWanted,
): SummaryLine[] {
	return lines.filter((line) => isWanted(line, wants));
}

/** Those who have the summary with one of these articles in it, or are getting it at this moment. */
export async function readersOf(
	issue: string,
	articles: readonly string[],
	{ store, isWanted }: RecipientParts,
): Promise<Omit<Recipient, "lines">[]> {
	const lines = new Map<number, SummaryLine[]>();
	for (const push of await store.pushes.ofIssue(issue, "summary")) {
		const content = contentOf(push);
		if (content.kind === "summary")
			lines.set(
				push.id,
				content.summary.lines.filter(({ article }) =>
					articles.includes(article),
				),
			);
	}
	const readers = new Map<string, Omit<Recipient, "lines">>();
	for (const copy of await store.outbox.standing(issue)) {
		if (copy.is === "queued" || copy.takenBack === "done") continue;
		const { platform, chat, title, group, articles: shown } = copy;
		const settings = await store.chats.find(platform, chat);
		if (!settings?.active) continue;
		const got = (lines.get(copy.push) ?? []).some((line) =>
			shown ? shown.includes(line.number) : isWanted(line, settings.wants),
		);
		if (got)
			readers.set(keyOf(copy), { platform, chat, title, group, settings });
	}
	return [...readers.values()];
}

function keyOf({
	platform,
	chat,
}: Pick<StandingCopy, "platform" | "chat">): string {
	return `${platform} ${chat}`;
}
