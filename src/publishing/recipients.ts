/** Whom a push goes to, and with which lines of it. */

import type { Chat, Push, Store, Wants } from "../store/store.ts";
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
	const served = await servedChats(summary.issue, store);
	const all = await Promise.all(
		platforms.map((platform) => store.chats.subscribed(platform)),
	);
	const recipients = all
		.flat()
		.filter(({ platform, chat }) => !served.has(`${platform} ${chat}`))
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

/** Each chat is sent an issue once, however often it is pushed; what was taken back does not count. */
async function servedChats(
	issue: string,
	{ pushes, outbox }: RecipientParts["store"],
): Promise<Set<string>> {
	const served = new Set<string>();
	for (const { id, state } of await pushes.ofIssue(issue, "summary")) {
		if (state === "withdrawn") continue;
		for (const { platform, chat } of await outbox.copies(id, [
			"sent",
			"unknown",
		]))
			served.add(`${platform} ${chat}`);
	}
	return served;
}

/** Those who got the summary with this article in it. */
export async function readersOf(
	{ issue }: Pick<Push, "issue">,
	article: string,
	{ store, isWanted }: RecipientParts,
): Promise<Omit<Recipient, "lines">[]> {
	const readers = new Map<string, Omit<Recipient, "lines">>();
	for (const push of await store.pushes.ofIssue(issue, "summary")) {
		const content = contentOf(push);
		const line =
			content.kind === "summary"
				? content.summary.lines.find((one) => one.article === article)
				: undefined;
		if (!line) continue;
		for (const copy of await store.outbox.copies(push.id, [
			"sent",
			"unknown",
		])) {
			const { platform, chat, title, group } = copy;
			const settings = await store.chats.find(platform, chat);
			if (!settings?.active || !isWanted(line, settings.wants)) continue;
			readers.set(`${platform} ${chat}`, {
				platform,
				chat,
				title,
				group,
				settings,
			});
		}
	}
	return [...readers.values()];
}
