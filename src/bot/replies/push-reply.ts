/** What staff are told of a push: whom it goes to, how far it is, how it ended. */

import type { Recipient } from "../../publishing/recipients.ts";
import type { Copy, OutboxEnd, Tally, Wants } from "../../store/store.ts";
import { fill, type Wording } from "../wording.ts";

export interface Audience {
	recipients: readonly Pick<
		Recipient,
		"platform" | "settings" | "lines" | "group"
	>[];
	/** Chats that got the issue before. */
	served: number;
	/** How many of the recipients want to be left alone at the time of the push. */
	quiet: number;
}

/** 将发到12个(Telegram 8、飞书 4):, then how many want what. */
export function audienceLines(
	{ recipients, served, quiet }: Audience,
	{ desk: words, push }: Wording,
): string[] {
	const getting = recipients.filter(({ lines }) => lines.length > 0);
	const nothing = recipients.length - getting.length;
	const some = (count: number, line: string) =>
		count === 0 ? [] : [fill(line, { count: String(count) })];
	const wants = counted(
		getting.map(({ settings }) => wantsText(settings?.wants, words, push)),
	);
	return [
		...(recipients.length === 0 && served === 0
			? [words.audience_none]
			: [audienceLine(getting, wants.length > 1, words)]),
		...(wants.length > 1
			? wants.map(([name, count]) =>
					fill(words.audience_line, { wants: name, count: String(count) }),
				)
			: []),
		...some(nothing, words.audience_nothing),
		...some(quiet, words.audience_quiet),
		...some(served, words.audience_served),
	];
}

function audienceLine(
	getting: Audience["recipients"],
	goesOn: boolean,
	words: Wording["desk"],
): string {
	const platforms = counted(
		getting.map(({ platform }) => platformName(platform, words)),
	);
	return fill(goesOn ? words.audience_by_wants : words.audience, {
		count: String(getting.length),
		platforms: platforms.map(([name, count]) => `${name} ${count}`).join("、"),
	}).replace("()", "");
}

function platformName(platform: string, words: Wording["desk"]): string {
	return words.platforms[platform] ?? platform;
}

/** 绍兴、新昌 活动 */
export function wantsText(
	wants: Wants | undefined,
	words: Wording["desk"],
	push: Wording["push"],
): string {
	const { places = [], kinds = [] } = wants ?? {};
	const parts = [places.join("、"), kinds.map((kind) => push[kind]).join("、")];
	return parts.filter((part) => part !== "").join(" ") || words.audience_all;
}

/** The most frequent first. */
function counted(names: readonly string[]): [string, number][] {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts].sort((a, b) => b[1] - a[1]);
}

/** ▓▓▓▓░░░░░░ */
const BAR_CHARS = 10;

export function progressText(
	issue: string,
	tally: readonly Tally[],
	{ desk: words }: Wording,
): string {
	const all = sum(tally);
	const done = all - sum(tally.filter(({ end }) => end === "waiting"));
	const full = all === 0 ? 0 : Math.floor((BAR_CHARS * done) / all);
	const bar = "▓".repeat(full) + "░".repeat(BAR_CHARS - full);
	return fill(words.progress, {
		issue,
		bar,
		done: String(done),
		all: String(all),
	});
}

/** More would fill the screen; they are counted, and listed by the command line. */
const MAX_FAILURES = 20;

/** How the copies ended, by result; then the chats that did not get theirs, and why. */
export function reportText(
	heading: string,
	tally: readonly Tally[],
	failures: readonly Copy[],
	{ desk: words }: Wording,
): string {
	const counts = new Map<OutboxEnd | "waiting", number>();
	for (const { end, count } of tally)
		counts.set(end, (counts.get(end) ?? 0) + count);
	const left = failures.length - MAX_FAILURES;
	return [
		fill(heading, { all: String(sum(tally)) }),
		...ENDS.flatMap((end) => {
			const count = counts.get(end) ?? 0;
			return count === 0
				? []
				: fill(words.end_line, {
						end: words.ends[end],
						count: String(count),
					});
		}),
		...(failures.length === 0 ? [] : [words.failures]),
		...failures
			.slice(0, MAX_FAILURES)
			.map(({ title, chat, platform, why, end }) =>
				fill(words.failure_line, {
					title: title || chat,
					platform: platformName(platform, words),
					why: why ?? words.ends[end],
				}),
			),
		...(left > 0 ? [fill(words.more_failures, { count: String(left) })] : []),
	].join("\n");
}

const ENDS = [
	"sent",
	"waiting",
	"nothing",
	"cancelled",
	"refused",
	"gone",
	"given_up",
	"unknown",
] as const;

/** What staff should look at. */
export const NOT_SENT = ["refused", "gone", "given_up", "unknown"] as const;

function sum(tally: readonly Tally[]): number {
	return tally.reduce((total, { count }) => total + count, 0);
}
