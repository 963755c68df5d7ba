/** What a message says, and to whom: its text with names instead of placeholders, and without the bot's own. */

import {
	FileContent,
	type Mention,
	type Post,
	PostContent,
	type PostPart,
	TextContent,
} from "./wire.ts";

export interface Said {
	/** Empty for a picture and the like. */
	text: string;
	file: { id: string; name: string } | null;
	/** The bot was called by name. */
	callsBot: boolean;
	/** Others were: a person, another bot, or everybody. */
	callsOthers: boolean;
}

export interface RawContent {
	message_type: string;
	content: string;
	mentions?: readonly Mention[] | null | undefined;
}

/** Lark's own names for everybody. */
const EVERYBODY = "所有人";
const ALL_IN_TEXT = /@_all(?!\w)/;

/** @param botId null while it is not known who the bot is: then nobody called it. */
export function readContent(
	{ message_type, content, mentions }: RawContent,
	botId: string | null,
): Said {
	const known = mentions ?? [];
	const isBot = ({ id }: Mention) => botId !== null && id?.open_id === botId;
	const parsed = parse(content);
	const raw = writtenIn(message_type, parsed, known);
	const everybody = ALL_IN_TEXT.test(raw) || raw.includes(`@${EVERYBODY}`);
	return {
		text: withNames(raw, known, isBot),
		file: message_type === "file" ? fileIn(parsed) : null,
		callsBot: known.some(isBot),
		callsOthers: everybody || known.some((mention) => !isBot(mention)),
	};
}

function writtenIn(
	type: string,
	content: unknown,
	mentions: readonly Mention[],
): string {
	if (type === "text") return TextContent.safeParse(content).data?.text ?? "";
	if (type !== "post") return "";
	const parsed = PostContent.safeParse(content);
	if (!parsed.success) return "";
	const post = postOf(parsed.data);
	if (!post) return "";
	const lines = post.content.map((parts) =>
		parts.map((part) => writtenAs(part, mentions)).join(""),
	);
	return [post.title, ...lines].filter((line) => line.trim() !== "").join("\n");
}

function postOf(content: Post | Record<string, Post>): Post | undefined {
	if (isPost(content)) return content;
	return content.zh_cn ?? Object.values(content)[0];
}

function isPost(content: Post | Record<string, Post>): content is Post {
	return Array.isArray(content.content);
}

function writtenAs(
	{ tag, text = "", user_id = "", user_name = "" }: PostPart,
	mentions: readonly Mention[],
): string {
	if (tag !== "at") return text;
	if (/^@?_?all$/.test(user_id)) return "@_all ";
	const mention = mentions.find(
		({ key, id }) => key === user_id || id?.open_id === user_id,
	);
	return mention?.key || `@${user_name}`;
}

/** The placeholders that are longest go first: `@_user_1` is the beginning of `@_user_10`. */
function withNames(
	text: string,
	mentions: readonly Mention[],
	isBot: (mention: Mention) => boolean,
): string {
	const byKey = new Map(mentions.map((mention) => [mention.key, mention]));
	const keys = [...byKey.keys()]
		.filter((key) => key !== "")
		.sort((a, b) => b.length - a.length);
	const placeholder = new RegExp(
		// A name ends where its space is, which the placeholder may have lost.
		`(${[...keys.map(escaped), "@_all(?!\\w)"].join("|")})(?=([^\\s,，。.!！?？:：;；、@])?)`,
		"g",
	);
	return (
		text
			.replaceAll(BOT, "")
			.replace(placeholder, (key, _, next?: string) => {
				const mention = byKey.get(key);
				if (mention && isBot(mention)) return BOT;
				const name = mention?.name ?? EVERYBODY;
				return next === undefined ? `@${name}` : `@${name} `;
			})
			.replace(GAP, closeGap)
			.replace(EDGES, "")
			.slice(0, MAX_TEXT)
			// Half a pair at the end would be no character.
			.replace(/[\uD800-\uDBFF]$/, "")
	);
}

/** Longer than anyone's question; Lark takes 150 KB. */
const MAX_TEXT = 4096;

/** Stands for the bot's name until the gap is closed; no text holds it. */
const BOT = "\0";
const SPACE = "[ \\t\\u3000\\u00A0]*";
const GAP = new RegExp(`${SPACE}(?:${BOT}${SPACE})+`, "g");

/** To one space, or to none at a line's end or before a mark. */
function closeGap(gap: string, at: number, text: string): string {
	const before = text.charAt(at - 1);
	const after = text.charAt(at + gap.length);
	const wasApart = /[^\0]/.test(gap);
	const needsNone =
		/^\n?$/.test(before) || /^[\n,，。.!！?？:：;；、]?$/.test(after);
	return wasApart && !needsNone ? " " : "";
}

/** White space, and what is not seen: zero-width characters and marks of direction. */
const INVISIBLE = "[\\s\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]";
const EDGES = new RegExp(`^${INVISIBLE}+|${INVISIBLE}+$`, "g");

function escaped(key: string): string {
	return key.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function fileIn(content: unknown): Said["file"] {
	const parsed = FileContent.safeParse(content);
	if (!parsed.success) return null;
	const { file_key: id, file_name: name } = parsed.data;
	return { id, name: name.slice(0, MAX_FILE_NAME) };
}

/** Longer names no system keeps; a forged event may hold anything. */
const MAX_FILE_NAME = 255;

/** Undefined for what is not JSON. */
function parse(content: string): unknown {
	try {
		return JSON.parse(content);
	} catch {
		return undefined;
	}
}
