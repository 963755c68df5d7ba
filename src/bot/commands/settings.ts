/** 设置, 订阅, 退订: what a group's administrators decide for it, and a person for their direct chat. */

import type { Standing } from "../../chat/adapter.ts";
import type { Click, Message } from "../../chat/incoming.ts";
import type { Button } from "../../chat/reply.ts";
import type { ChatSettings } from "../../store/store.ts";
import { writeAction } from "../action.ts";
import type { BotParts } from "../bot.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import type { Wording } from "../wording.ts";
import type { CommandCall } from "./run-command.ts";

export async function settings(call: CommandCall): Promise<Turn> {
	const { message, wording, parts } = call;
	const refused = await refusal(message, wording, parts);
	if (refused !== null) return { reply: plainReply("clarify", refused) };
	return settingsTurn(await settingsOf(message, parts), message, wording);
}

export async function subscription(
	call: CommandCall,
	subscribed: boolean,
): Promise<Turn> {
	const { message, wording, parts } = call;
	const refused = await refusal(message, wording, parts);
	if (refused !== null) return { reply: plainReply("clarify", refused) };
	const { subscribed: done, unsubscribed } = wording.settings;
	return {
		reply: plainReply("answered", subscribed ? done : unsubscribed),
		save: saveSettings(message, { subscribed }, parts),
	};
}

/** The same message again, as the settings stand from now on. */
export function settingsTurn(
	{ listens, subscribed }: ChatSettings,
	{ place, direct }: Pick<Message, "place" | "direct">,
	{ settings: words }: Wording,
): Turn {
	const seesAll = words.sees_all[place.platform] ?? "";
	const questions = listens === "questions";
	const lines = [
		direct ? words.heading_direct : words.heading,
		...(direct
			? []
			: [questions ? words.listens_questions + seesAll : words.listens]),
		subscribed ? words.receives : words.receives_not,
	];
	const buttons: Button[][] = [
		...(direct
			? []
			: [
					[
						{
							label: questions
								? words.button_addressed
								: words.button_questions,
							action: writeAction({
								do: "listens",
								value: questions ? "addressed" : "questions",
							}),
						},
					],
				]),
		[
			{
				label: subscribed ? words.button_unsubscribe : words.button_subscribe,
				action: writeAction({ do: "subscribed", value: !subscribed }),
			},
		],
	];
	return { reply: plainReply("answered", lines.join("\n")), buttons };
}

/** Why somebody may not decide for the group; null when they may, as everybody may for themselves. */
async function refusal(
	{ place, sender, direct }: Message,
	wording: Wording,
	parts: BotParts,
): Promise<string | null> {
	return direct
		? null
		: refusalOf(await parts.standingOf(place, sender), wording);
}

export function refusalOf(
	standing: Standing,
	{ settings: words }: Wording,
): string | null {
	switch (standing) {
		case "alone":
		case "administrator":
			return null;
		case "member":
			return words.only_administrators;
		case "unknown":
			return words.who_decides_unknown;
	}
}

export async function settingsOf(
	{ place }: Message | Click,
	{ store, defaults }: BotParts,
): Promise<ChatSettings> {
	return (await store.chats.find(place.platform, place.chat)) ?? defaults;
}

/** A chat is remembered from the moment that it has a setting of its own. */
export function saveSettings(
	event: Message | Click,
	settings: Partial<ChatSettings>,
	parts: BotParts,
): NonNullable<Turn["save"]> {
	const { place, direct } = event;
	return async ({ chats }) => {
		const { platform, chat } = place;
		// Of a person nothing is kept but that they subscribed.
		if (direct && settings.subscribed === false)
			return chats.forget(platform, chat);
		const known = await chats.find(platform, chat);
		if (!known?.active)
			await chats.join(
				{
					platform,
					chat,
					title: event.kind === "message" ? event.title : "",
					group: !direct,
				},
				parts.now().getTime(),
			);
		await chats.change(platform, chat, settings);
	};
}
