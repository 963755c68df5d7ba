/**
 * Cards of JSON 2.0, held to their rules: https://open.feishu.cn/document/feishu-cards/card-json-v2-structure
 * Like the platform, it refuses what it does not know.
 */

import { badCard } from "./refusal.ts";

export type Json = Record<string, unknown>;

/** @throws Refusal 230099 */
export function checkCard(card: unknown): asserts card is Json {
	if (!isObject(card)) throw malformed("the card is no object", "ROOT");
	if (card.schema !== "2.0")
		throw badCard(
			200621,
			`the fake takes cards of schema 2.0, not ${JSON.stringify(card.schema)}`,
		);
	known(card, ["schema", "config", "card_link", "header", "body"], "ROOT");
	const config = object(card.config, "ROOT -> config");
	known(config, CONFIG, "ROOT -> config");
	if (config.update_multi !== true)
		throw badCard(200530, "the card must be shared: update_multi is not true");
	if (card.header !== undefined) checkHeader(card.header);
	const body = object(card.body, "ROOT -> body");
	known(body, ["elements", "direction", ...LAYOUT], "ROOT -> body");
	const seen: Seen = { ids: new Set(), elements: 0, tables: 0 };
	checkElements(body.elements, "ROOT -> body -> elements", seen);
	if (seen.elements === 0) throw malformed("the card is empty", "ROOT -> body");
	if (seen.elements > MAX_ELEMENTS)
		throw badCard(11310, "card element number over limit");
	if (seen.tables > MAX_TABLES)
		throw badCard(11310, "card table number over limit; ErrorValue: table");
}

/** "一张卡片最多支持 200 个元素或组件": https://open.feishu.cn/document/feishu-cards/card-json-v2-breaking-changes-release-notes */
const MAX_ELEMENTS = 200;

/** Bots see 11310 from the sixth table on. */
const MAX_TABLES = 5;

interface Seen {
	ids: Set<string>;
	elements: number;
	tables: number;
}

const CONFIG = [
	"update_multi",
	"streaming_mode",
	"streaming_config",
	"summary",
	"locales",
	"enable_forward",
	"enable_forward_interaction",
	"width_mode",
	"use_custom_translation",
	"style",
];

const LAYOUT = [
	"padding",
	"horizontal_spacing",
	"horizontal_align",
	"vertical_spacing",
	"vertical_align",
];

const BOX = [...LAYOUT, "direction", "background_style", "elements"];

const ACTIVE = [
	"behaviors",
	"confirm",
	"disabled",
	"disabled_tips",
	"hover_tips",
];

const HEADER = [
	"title",
	"subtitle",
	"template",
	"icon",
	"text_tag_list",
	"padding",
];

type Check = (element: Json, path: string, seen: Seen) => void;

/** What an element may have besides `tag`, `element_id` and `margin`, and what must hold of it. */
const ELEMENTS: Record<string, { properties: string[]; check: Check }> = {
	markdown: {
		properties: ["content", "text_align", "text_size", "icon", "href"],
		check(element, path, seen) {
			const content = string(element.content, `${path} -> content`);
			seen.tables += tablesIn(content);
		},
	},
	div: {
		properties: ["text", "icon", "width"],
		check: (element, path) =>
			checkText(element.text, `${path} -> text`, ["plain_text", "lark_md"]),
	},
	hr: { properties: [], check() {} },
	img: {
		properties: [
			"img_key",
			"alt",
			"title",
			"corner_radius",
			"scale_type",
			"size",
			"transparent",
			"preview",
		],
		check(element, path) {
			string(element.img_key, `${path} -> img_key`);
		},
	},
	button: {
		properties: ["text", "type", "size", "width", "icon", "name", ...ACTIVE],
		check(element, path) {
			checkText(element.text, `${path} -> text`, ["plain_text"]);
			checkBehaviors(element.behaviors, `${path} -> behaviors`);
		},
	},
	column_set: {
		properties: [
			"columns",
			"flex_mode",
			"horizontal_spacing",
			"horizontal_align",
			"background_style",
			"action",
		],
		check(element, path, seen) {
			const columns = element.columns;
			if (!Array.isArray(columns)) throw malformed("columns is no array", path);
			checkElements(columns, `${path} -> columns`, seen, ["column"]);
		},
	},
	column: {
		properties: [...BOX, "width", "weight", "action"],
		check: (element, path, seen) =>
			checkElements(element.elements ?? [], `${path} -> elements`, seen),
	},
	collapsible_panel: {
		properties: [...BOX, "expanded", "header", "border", "background_color"],
		check(element, path, seen) {
			const header = object(element.header, `${path} -> header`);
			checkText(header.title, `${path} -> header -> title`, [
				"plain_text",
				"markdown",
				"lark_md",
			]);
			checkElements(element.elements, `${path} -> elements`, seen);
		},
	},
	interactive_container: {
		properties: [
			...BOX,
			...ACTIVE,
			"width",
			"height",
			"has_border",
			"border_color",
			"corner_radius",
		],
		check(element, path, seen) {
			checkBehaviors(element.behaviors, `${path} -> behaviors`);
			checkElements(element.elements, `${path} -> elements`, seen);
		},
	},
};

function checkElements(
	elements: unknown,
	path: string,
	seen: Seen,
	allowed?: readonly string[],
): void {
	if (!Array.isArray(elements)) throw malformed("elements is no array", path);
	for (const [index, element] of elements.entries()) {
		const at = `${path} -> [${index}]`;
		if (!isObject(element)) throw malformed("an element is no object", at);
		const tag = String(element.tag);
		const rules = Object.hasOwn(ELEMENTS, tag) ? ELEMENTS[tag] : undefined;
		if (!rules || (allowed ? !allowed.includes(tag) : tag === "column"))
			throw badCard(
				200861,
				`cards of schema V2 no longer support this capability; ErrorValue: unsupported tag ${tag}; ErrPath: ${at}`,
			);
		known(element, ["tag", "element_id", "margin", ...rules.properties], at);
		checkId(element.element_id, at, seen);
		seen.elements++;
		rules.check(element, at, seen);
	}
}

function checkHeader(header: unknown): void {
	const path = "ROOT -> header";
	const given = object(header, path);
	known(given, HEADER, path);
	checkText(given.title, `${path} -> title`, ["plain_text", "lark_md"]);
	if (given.subtitle !== undefined)
		checkText(given.subtitle, `${path} -> subtitle`, ["plain_text", "lark_md"]);
}

function checkText(text: unknown, path: string, tags: readonly string[]): void {
	const given = object(text, path);
	if (!tags.includes(String(given.tag)))
		throw badCard(200861, `unsupported tag ${given.tag}; ErrPath: ${path}`);
	string(given.content, `${path} -> content`);
}

function checkBehaviors(behaviors: unknown, path: string): void {
	if (!Array.isArray(behaviors) || behaviors.length === 0)
		throw malformed("a button does nothing without behaviors", path);
	for (const behavior of behaviors) {
		const { type, value, default_url } = object(behavior, path);
		const good =
			type === "callback"
				? isObject(value)
				: type === "open_url" && typeof default_url === "string";
		if (!good) throw malformed(`behavior ${JSON.stringify(behavior)}`, path);
	}
}

/** "The ID must be unique in the card, begin with a letter, and have at most 20 characters." */
function checkId(id: unknown, path: string, { ids }: Seen): void {
	if (id === undefined) return;
	if (typeof id !== "string" || !/^[A-Za-z]\w{0,19}$/.test(id))
		throw badCard(300301, `element_id ${JSON.stringify(id)}; ErrPath: ${path}`);
	if (ids.has(id))
		throw badCard(300302, `element_id ${id} stands twice; ErrPath: ${path}`);
	ids.add(id);
}

/** How many tables a text of Markdown draws: each has one line of dashes under its head. */
function tablesIn(markdown: string): number {
	return (
		markdown.match(/^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$/gm)?.length ?? 0
	);
}

function known(given: Json, properties: readonly string[], path: string): void {
	for (const property of Object.keys(given))
		if (!properties.includes(property))
			throw malformed(`unknown property, property: ${property}`, path);
}

function object(given: unknown, path: string): Json {
	if (!isObject(given)) throw malformed("an object is missing", path);
	return given;
}

/** An empty text shows as nothing, and is refused with the rest. */
function string(given: unknown, path: string): string {
	if (typeof given !== "string" || given === "")
		throw malformed("a text is missing", path);
	return given;
}

export function isObject(given: unknown): given is Json {
	return given instanceof Object && !Array.isArray(given);
}

function malformed(why: string, path: string) {
	return badCard(
		200621,
		`parse card json err, please check whether the card json is correct, err: ${why}, path: ${path}`,
	);
}
