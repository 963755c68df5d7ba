/**
 * A card as the Feishu client shows it on a phone, drawn from its JSON: for pictures, and for looking at a card before
 * members do. Colours and sizes are read off the client; it is a drawing of it, not the client.
 */

import type { Json } from "./card.ts";

/** A page of its own. @param content of a message of type `interactive` */
export function cardToHtml(content: string, botName = "工会小助手"): string {
	const card = JSON.parse(content) as { body: Json };
	return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<style>${STYLE}</style>
<div class="name">${escapeHtml(botName)}<span>机器人</span></div>
<div class="card">${elementsOf(card.body, "vertical")}</div>
</html>
`;
}

const STYLE = `
body { width: 351px; margin: 0; padding: 12px; background: #f2f3f5; color: #1f2329;
	font: 15px/1.55 "Noto Sans CJK SC", "PingFang SC", sans-serif; }
.name { margin: 0 0 4px 2px; font-size: 12px; color: #646a73; }
.name span { margin-left: 6px; padding: 0 4px; border-radius: 4px; background: #fff4c2; color: #865b03; }
.card { padding: 12px; border: 1px solid #dee0e3; border-radius: 10px; background: #fff; }
.vertical { display: flex; flex-direction: column; }
.columns { display: flex; }
.columns.flow { flex-wrap: wrap; }
.grey { border-radius: 6px; background: #f2f3f5; }
.notation { font-size: 12px; }
.text-grey { color: #8f959e; }
p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
button { padding: 4px 12px; border: 1px solid #d0d3d6; border-radius: 6px; background: #fff; color: inherit; font: inherit;
	font-size: 14px; }
`;

function elementsOf(holder: Json, direction: string): string {
	const gap = lengthOf(holder[`${direction}_spacing`]) || "8px";
	const padding = lengthOf(holder.padding) || "0";
	const inner = (holder.elements as Json[]).map(elementOf).join("\n");
	return `<div class="${direction}" style="gap: ${gap}; padding: ${padding}">${inner}</div>`;
}

function elementOf(element: Json): string {
	switch (element.tag) {
		case "markdown":
			return `<p>${markdownToHtml(String(element.content))}</p>`;
		case "div":
			return textOf(element.text as Json);
		case "button":
			return `<button>${escapeHtml(String((element.text as Json).content))}</button>`;
		case "column_set":
			return columnsOf(element);
		default:
			throw new Error(`no drawing of ${element.tag} yet`);
	}
}

function columnsOf(set: Json): string {
	const grey = set.background_style === "grey" ? " grey" : "";
	const flow = set.flex_mode === "flow" ? " flow" : "";
	const gap = lengthOf(set.horizontal_spacing) || "8px";
	const columns = (set.columns as Json[]).map((column) => {
		const grow = column.width === "weighted" ? Number(column.weight ?? 1) : 0;
		return `<div style="flex-grow: ${grow}">${elementsOf(column, "vertical")}</div>`;
	});
	return `<div class="columns${grey}${flow}" style="gap: ${gap}">${columns.join("\n")}</div>`;
}

function textOf({ content, text_size, text_color }: Json): string {
	const look = [text_size, text_color && `text-${text_color}`]
		.filter(Boolean)
		.join(" ");
	return `<p class="${look}">${escapeHtml(String(content))}</p>`;
}

/** What the bot's cards have of it: bold, and signs written as entities, which HTML reads the same. */
function markdownToHtml(markdown: string): string {
	return markdown.replace(/\*\*([^*]+)\*\*/g, "<b>$1</b>");
}

/** One length or four; anything else is left to the style. */
function lengthOf(given: unknown): string {
	return /^\d+px( \d+px){0,3}$/.test(String(given)) ? String(given) : "";
}

function escapeHtml(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;");
}
