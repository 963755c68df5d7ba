/** What a bot may say: https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json */

import { checkCard, isObject, type Json } from "./card.ts";
import { invalid, Refusal } from "./refusal.ts";
import type { Payload } from "./wire.ts";

export interface Content {
	type: "text" | "post" | "interactive";
	/** As it came: JSON in a string. */
	content: string;
}

/** @throws Refusal */
export function readContent(payload: Payload): Content {
	const type = payload.msg_type;
	if (type !== "text" && type !== "post" && type !== "interactive")
		throw invalid(`the fake takes no msg_type ${JSON.stringify(type)}`);
	const content = payload.content;
	if (typeof content !== "string")
		throw invalid("content is not a string in json format");
	if (Buffer.byteLength(content) > MAX_BYTES[type])
		throw new Refusal(
			230025,
			"The length of the message content reaches its limit.",
		);
	const parsed = parse(content);
	if (type === "text") checkText(parsed);
	else if (type === "post") checkPost(parsed);
	else checkCard(parsed);
	return { type, content };
}

/** "文本消息请求体最大不能超过 150 KB;卡片消息、富文本消息请求体最大不能超过 30 KB" */
const MAX_BYTES = {
	text: 150 * 1024,
	post: 30 * 1024,
	interactive: 30 * 1024,
};

function parse(content: string): unknown {
	try {
		return JSON.parse(content);
	} catch {
		throw invalid("content is not a string in json format");
	}
}

function checkText(content: unknown): void {
	if (!isObject(content) || typeof content.text !== "string")
		throw invalid("text is missing");
	if (content.text.trim() === "") throw invalid("message content is empty");
}

function checkPost(content: unknown): void {
	if (!isObject(content)) throw invalid("post is no object");
	const locales = Object.entries(content);
	if (locales.length === 0) throw invalid("post has no language");
	for (const [locale, post] of locales) {
		if (!/^(zh_cn|zh_hk|zh_tw|en_us|ja_jp)$/.test(locale))
			throw invalid(`post has no language ${locale}`);
		if (!isObject(post) || !Array.isArray(post.content))
			throw invalid("post has no content");
		if (post.title !== undefined && typeof post.title !== "string")
			throw invalid("the title of the post is no string");
		if (post.content.length === 0) throw invalid("message content is empty");
		for (const paragraph of post.content) checkParagraph(paragraph);
	}
}

function checkParagraph(paragraph: unknown): void {
	if (!Array.isArray(paragraph)) throw invalid("a paragraph is no array");
	for (const element of paragraph) {
		if (!isObject(element)) throw invalid("an element is no object");
		const tag = String(element.tag);
		const needed = Object.hasOwn(POST_TAGS, tag) ? POST_TAGS[tag] : undefined;
		if (!needed) throw invalid(`post has no tag ${tag}`);
		for (const key of needed)
			if (typeof element[key] !== "string")
				throw invalid(`${tag} without ${key}`);
		if (ALONE.has(tag) && paragraph.length > 1)
			throw invalid(`${tag} must be alone in its paragraph`);
	}
}

/** What each must have. */
const POST_TAGS: Record<string, readonly (keyof Json)[]> = {
	text: ["text"],
	a: ["text", "href"],
	at: ["user_id"],
	md: ["text"],
	img: ["image_key"],
	hr: [],
};

const ALONE = new Set(["md", "img", "hr"]);
