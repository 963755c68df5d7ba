/** What a person types, as events bring it: placeholders for whoever is mentioned. */

import type { WireMention } from "./wire.ts";
import type { ChatState, Member, World } from "./world.ts";

export type Piece = string | { key: string; name: string };

export interface Written {
	pieces: Piece[];
	mentions: WireMention[];
}

/** `@bot` stands for the bot, `@所有人` for everybody, `@` and a member's name for that member. */
export function write(world: World, chat: ChatState, text: string): Written {
	const names = new Map<string, Member>([["bot", world.bot]]);
	for (const member of [world.bot, ...chat.members])
		names.set(member.name, member);
	// The longest first: 小陈 must not hide 小陈妈妈.
	const known = [...names.keys(), EVERYBODY]
		.sort((a, b) => b.length - a.length)
		.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
	const mentions: WireMention[] = [];
	const pieces = text
		.split(new RegExp(`((?<!\\w)@(?:${known.join("|")})(?!\\w))`))
		.filter((piece) => piece !== "")
		.map((piece): Piece => {
			const name = piece.startsWith("@") ? piece.slice(1) : "";
			// In the text, and not among the mentions.
			if (name === EVERYBODY) return { key: "@_all", name };
			const member = names.get(name);
			if (!member) return piece;
			const key = `@_user_${mentions.length + 1}`;
			mentions.push({
				key,
				id: member.ids,
				name: member.name,
				tenant_key: world.tenantKey,
			});
			return { key, name: member.name };
		});
	return { pieces, mentions };
}

const EVERYBODY = "所有人";

export function asText({ pieces }: Written): string {
	const text = pieces
		.map((piece) => (typeof piece === "string" ? piece : piece.key))
		.join("");
	return JSON.stringify({ text });
}

/** Of several lines, whose mentions are numbered through. */
export function asPost(title: string, { pieces }: Written): string {
	const content: object[][] = [[]];
	for (const piece of pieces) {
		if (typeof piece !== "string") {
			const { key, name } = piece;
			const at = { tag: "at", user_id: key, user_name: name, style: [] };
			content.at(-1)?.push(at);
			continue;
		}
		for (const [index, text] of piece.split("\n").entries()) {
			if (index > 0) content.push([]);
			if (text !== "") content.at(-1)?.push({ tag: "text", text, style: [] });
		}
	}
	return JSON.stringify({ title, content });
}
