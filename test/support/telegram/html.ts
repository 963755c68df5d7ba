/**
 * Reads `parse_mode: HTML` as Telegram does, and is as unforgiving.
 * The messages follow Telegram's open-source parser; byte offsets count UTF-8, as there.
 */

import { badRequest, type Refusal } from "./refusal.ts";
import type { WireEntity } from "./wire.ts";

export interface FormattedText {
	text: string;
	entities: WireEntity[];
}

/** @throws Refusal "Bad Request: can't parse entities: …" */
export function parseHtml(source: string): FormattedText {
	const open: OpenTag[] = [];
	const entities: WireEntity[] = [];
	let text = "";
	let at = 0;
	while (at < source.length) {
		const char = source[at];
		if (char === "&") {
			const { value, end } = readCharacterReference(source, at);
			text += value;
			at = end;
		} else if (char !== "<") {
			text += char;
			at++;
		} else if (source[at + 1] === "/") {
			at = closeTag(source, at, open, text, entities);
		} else {
			const tag = readStartTag(source, at, text.length);
			if (
				tag.name === "blockquote" &&
				open.some(({ name }) => name === "blockquote")
			)
				throw cannotParse(
					`Nested blockquote at byte offset ${bytes(source, at)}`,
				);
			open.push(tag);
			at = tag.end;
		}
	}
	const unclosed = open.at(-1);
	if (unclosed)
		throw cannotParse(
			`Can't find end tag corresponding to start tag "${unclosed.name}"`,
		);
	return { text, entities: withoutInsidesOfCode(entities) };
}

/** The text as HTML that parses to it. */
export function escapeHtml(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;");
}

interface OpenTag {
	name: string;
	attributes: Map<string, string>;
	/** Where its text begins. */
	offset: number;
	/** Behind the tag in the source. */
	end: number;
}

/** https://core.telegram.org/bots/api#html-style */
const ENTITY_OF_TAG: Record<string, string> = {
	b: "bold",
	strong: "bold",
	i: "italic",
	em: "italic",
	u: "underline",
	ins: "underline",
	s: "strikethrough",
	strike: "strikethrough",
	del: "strikethrough",
	"tg-spoiler": "spoiler",
	span: "spoiler",
	a: "text_link",
	code: "code",
	pre: "pre",
	blockquote: "blockquote",
};

const NAMED: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** A bare `&` stands for itself, as Telegram has it. */
function readCharacterReference(source: string, at: number) {
	const rest = source.slice(at, at + 16);
	const numeric = /^&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?/i.exec(rest);
	if (numeric) {
		const code = numeric[1]
			? Number.parseInt(numeric[1], 16)
			: Number(numeric[2]);
		if (code > 0 && code < 0x10ffff)
			return {
				value: String.fromCodePoint(code),
				end: at + numeric[0].length,
			};
	}
	const named = /^&([a-z]+)(;?)/i.exec(rest);
	const value = named && NAMED[named[1] ?? ""];
	if (named && value) return { value, end: at + named[0].length };
	// Telegram would show it letter by letter. No bot means that, so that it is an error here: somebody forgot to escape.
	if (named?.[2])
		throw cannotParse(
			`Unsupported named entity "${named[0]}" at byte offset ${bytes(source, at)}`,
		);
	return { value: "&", end: at + 1 };
}

function readStartTag(
	source: string,
	begin: number,
	textLength: number,
): OpenTag {
	const offset = bytes(source, begin);
	const match = /^<([^\s>]*)/.exec(source.slice(begin)) as RegExpExecArray;
	const name = (match[1] ?? "").toLowerCase();
	let at = begin + match[0].length;
	if (at >= source.length)
		throw cannotParse(`Unclosed start tag at byte offset ${offset}`);
	if (!Object.hasOwn(ENTITY_OF_TAG, name))
		throw cannotParse(
			`Unsupported start tag "${name}" at byte offset ${offset}`,
		);
	const attributes = new Map<string, string>();
	for (;;) {
		at += /^\s*/.exec(source.slice(at))?.[0].length ?? 0;
		if (at >= source.length)
			throw cannotParse(`Unclosed start tag at byte offset ${offset}`);
		if (source[at] === ">") break;
		const attribute =
			/^([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([a-z0-9.-]+)(?=[\s>])))?/i.exec(
				source.slice(at),
			);
		if (!attribute)
			throw cannotParse(
				`Empty attribute name in the tag "${name}" at byte offset ${offset}`,
			);
		at += attribute[0].length;
		if (/^\s*=/.test(source.slice(at)))
			throw cannotParse(`Unclosed start tag at byte offset ${offset}`);
		const key = (attribute[1] ?? "").toLowerCase();
		const value = attribute[2] ?? attribute[3] ?? attribute[4];
		if (value === undefined && !(name === "blockquote" && key === "expandable"))
			throw cannotParse(
				`Expected equal sign in declaration of an attribute of the tag "${name}" at byte offset ${offset}`,
			);
		attributes.set(key, unescapeAttribute(value ?? ""));
	}
	if (name === "span" && attributes.get("class") !== "tg-spoiler")
		throw cannotParse(
			`Tag "span" must have class "tg-spoiler" at byte offset ${offset}`,
		);
	return { name, attributes, offset: textLength, end: at + 1 };
}

function closeTag(
	source: string,
	begin: number,
	open: OpenTag[],
	text: string,
	entities: WireEntity[],
): number {
	const offset = bytes(source, begin);
	const tag = open.pop();
	if (!tag) throw cannotParse(`Unexpected end tag at byte offset ${offset}`);
	const match = /^<\/([^\s>]*)\s*>/.exec(source.slice(begin));
	if (!match) throw cannotParse(`Unclosed end tag at byte offset ${offset}`);
	const name = (match[1] ?? "").toLowerCase();
	if (name !== "" && name !== tag.name)
		throw cannotParse(
			`Unmatched end tag at byte offset ${offset}, expected "</${tag.name}>", found "</${name}>"`,
		);
	const entity = entityOf(tag, text, entities);
	if (entity) entities.push(entity);
	return begin + match[0].length;
}

/** Nothing for an empty tag, or a link that leads nowhere: Telegram leaves these out without a word. */
function entityOf(
	tag: OpenTag,
	text: string,
	entities: WireEntity[],
): WireEntity | null {
	const { name, attributes, offset } = tag;
	const length = text.length - offset;
	if (length === 0) return null;
	const entity: WireEntity = {
		type: ENTITY_OF_TAG[name] as string,
		offset,
		length,
	};
	if (name === "blockquote" && attributes.has("expandable"))
		entity.type = "expandable_blockquote";
	if (name === "a") {
		const url = attributes.get("href") || text.slice(offset);
		if (!/^(https?|tg|mailto):|^[\w-]+(\.[\w-]+)+/i.test(url)) return null;
		entity.url = url;
	}
	const language = attributes.get("class")?.replace(/^language-/, "");
	if (name === "code" && language) entity.language = language;
	if (name === "pre") {
		const inner = entities.at(-1);
		if (
			inner?.type === "code" &&
			inner.offset === offset &&
			inner.length === length
		) {
			entities.pop();
			if (inner.language) entity.language = inner.language;
		}
	}
	return entity;
}

/** "pre and code entities can't contain any other entities": Telegram drops what stands inside. */
function withoutInsidesOfCode(entities: WireEntity[]): WireEntity[] {
	const codes = entities.filter(
		({ type }) => type === "code" || type === "pre",
	);
	const inside = (entity: WireEntity, code: WireEntity) =>
		entity !== code &&
		entity.offset >= code.offset &&
		entity.offset + entity.length <= code.offset + code.length;
	return entities
		.filter((entity) => !codes.some((code) => inside(entity, code)))
		.map(({ language, ...entity }) =>
			language && entity.type === "pre" ? { ...entity, language } : entity,
		)
		.sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function unescapeAttribute(value: string): string {
	let result = "";
	for (let at = 0; at < value.length; ) {
		if (value[at] === "&") {
			// A query string's `&copy=` is no entity; only the four names are looked for.
			const named = /^&(lt|gt|amp|quot);/.exec(value.slice(at));
			if (named) {
				result += NAMED[named[1] as string];
				at += named[0].length;
				continue;
			}
		}
		result += value[at++];
	}
	return result;
}

function bytes(source: string, at: number): number {
	return Buffer.byteLength(source.slice(0, at));
}

function cannotParse(why: string): Refusal {
	return badRequest(`can't parse entities: ${why}`);
}
