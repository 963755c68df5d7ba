/** The entities that Telegram finds by itself in what somebody wrote: mentions, commands, links, hashtags. */

import type { WireEntity } from "./wire.ts";

export function findEntities(text: string): WireEntity[] {
	const found: WireEntity[] = [];
	for (const [type, pattern] of PATTERNS)
		for (const match of text.matchAll(pattern)) {
			const lead = match[1] ?? "";
			const offset = match.index + lead.length;
			const length = match[0].length - lead.length;
			if (!found.some((other) => overlaps(other, offset, length)))
				found.push({ type, offset, length });
		}
	return found.sort((a, b) => a.offset - b.offset);
}

/**
 * Neither before nor behind a name or a command may a letter or digit of any script stand. So `@some_bot哪里` mentions
 * nobody and `/ask体检` is no command, however much a member means it.
 */
const PATTERNS: readonly [type: string, pattern: RegExp][] = [
	["url", /()https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w\-./?%&=#~+]*)?/g],
	[
		"bot_command",
		/(^|[^\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/gu,
	],
	["mention", /(^|[^\p{L}\p{N}_/])@[A-Za-z0-9_]{3,32}(?![\p{L}\p{N}_])/gu],
	["hashtag", /(^|[^\p{L}\p{N}_/&])#(?=[\p{L}_])[\p{L}\p{N}_]{1,256}/gu],
];

function overlaps(other: WireEntity, offset: number, length: number): boolean {
	return other.offset < offset + length && offset < other.offset + other.length;
}
