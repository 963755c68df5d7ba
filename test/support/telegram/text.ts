/** From the parameters of a message to what members read: parsed, trimmed, measured. */

import { isDeepStrictEqual } from "node:util";
import { findEntities } from "./found-entities.ts";
import { escapeHtml, type FormattedText, parseHtml } from "./html.ts";
import { badRequest } from "./refusal.ts";
import type { Payload, WireEntity } from "./wire.ts";

/** "Text of the message to be sent, 1-4096 characters after entities parsing", in UTF-16 code units. */
const MAX_TEXT = 4096;

/** With the flag `u` whole pairs are other characters. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** @throws Refusal */
export function readText(payload: Payload): FormattedText & { html: string } {
	const given = payload.text;
	if (given === undefined || given === null || given === "")
		throw badRequest("message text is empty");
	const source = String(given);
	if (LONE_SURROGATE.test(source))
		throw badRequest("strings must be encoded in UTF-8");
	const mode = String(payload.parse_mode ?? "").toLowerCase();
	if (mode !== "" && mode !== "html")
		throw badRequest("unsupported parse_mode");
	const parsed =
		mode === "html"
			? parseHtml(source)
			: { text: source, entities: readEntities(payload.entities) };
	// A character reference may have made half a pair.
	if (LONE_SURROGATE.test(parsed.text))
		throw badRequest("strings must be encoded in UTF-8");
	const { text, entities } = trimmed(parsed);
	if (text === "") throw badRequest("text must be non-empty");
	if (text.length > MAX_TEXT) throw badRequest("message is too long");
	const html = mode === "html" ? source : escapeHtml(source);
	return { text, entities: withFound(text, entities), html };
}

export function sameText(
	a: { text?: string; entities?: WireEntity[] },
	b: FormattedText,
): boolean {
	return a.text === b.text && isDeepStrictEqual(a.entities ?? [], b.entities);
}

function readEntities(given: unknown): WireEntity[] {
	const list = given ?? [];
	if (!Array.isArray(list))
		throw badRequest("can't parse entities JSON object");
	return list;
}

/** Telegram cuts off the white space around a message, and its carriage returns. */
function trimmed({ text, entities }: FormattedText): FormattedText {
	if (text.includes("\r")) return trimmed(withoutReturns({ text, entities }));
	const start = text.length - text.trimStart().length;
	const end = text.trimEnd().length;
	return {
		text: text.trim(),
		entities: entities.flatMap((entity) => {
			const from = Math.max(entity.offset, start);
			const to = Math.min(entity.offset + entity.length, end);
			return to > from
				? [{ ...entity, offset: from - start, length: to - from }]
				: [];
		}),
	};
}

function withoutReturns({ text, entities }: FormattedText): FormattedText {
	const moved = (at: number) => text.slice(0, at).replaceAll("\r", "").length;
	return {
		text: text.replaceAll("\r", ""),
		entities: entities.map((entity) => {
			const offset = moved(entity.offset);
			const length = moved(entity.offset + entity.length) - offset;
			return { ...entity, offset, length };
		}),
	};
}

/** What Telegram finds by itself goes where the bot put no code or link of its own. */
function withFound(text: string, entities: WireEntity[]): WireEntity[] {
	const own = ["code", "pre", "text_link"];
	const taken = entities.filter(({ type }) => own.includes(type));
	const found = findEntities(text).filter(
		({ offset, length }) =>
			!taken.some(
				(other) =>
					other.offset < offset + length &&
					offset < other.offset + other.length,
			),
	);
	return [...entities, ...found].sort(
		(a, b) => a.offset - b.offset || b.length - a.length,
	);
}
