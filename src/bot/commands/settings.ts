/** 设置, 订阅, 退订: what a group's administrators decide for it, and a person for their direct chat. */

import type { Standing } from "../../chat/adapter.ts";
import type { Click, Message } from "../../chat/incoming.ts";
import type { Button } from "../../chat/reply.ts";
import type { ChatSettings } from "../../store/store.ts";
import { writeAction } from "../action.ts";
import type { BotParts } from "../bot.ts";
import { wantsText } from "../replies/push-reply.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import { fill, type Wording } from "../wording.ts";
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
	const { settings: words, desk, push } = wording;
	if (!subscribed)
		return {
			reply: plainReply("answered", words.unsubscribed),
			save: saveSettings(message, { subscribed }, parts),
		};
	const wants = call.words === "" ? null : parts.readWants(call.words);
	if (wants && "unknown" in wants)
		return {
			reply: plainReply(
				"clarify",
				fill(words.wants_unknown, { word: wants.unknown }),
			),
		};
	const now = wants ?? (await settingsOf(message, parts)).wants;
	const text = fill(words.subscribed, {
		wants: wantsText(now, desk, push),
	});
	return {
		reply: plainReply("answered", text),
		save: saveSettings(
			message,
			{ subscribed, ...(wants ? { wants } : {}) },
			parts,
		),
	};
}

/** 免打扰 22:00-07:00: no push comes then. */
export async function quietHours(call: CommandCall): Promise<Turn> {
	const { message, wording, parts, words: written } = call;
	const { settings: words } = wording;
	const refused = await refusal(message, wording, parts);
	if (refused !== null) return { reply: plainReply("clarify", refused) };
	const off = /^(?:关|关闭|取消|不要|off)$/i.test(written);
	const hours = HOURS.exec(written);
	if (!off && !hours) return { reply: plainReply("clarify", words.quiet_how) };
	const [, fromHour = "", fromMinute = "00", toHour = "", toMinute = "00"] =
		hours ?? [];
	const quiet = off
		? { from: "00:00", to: "00:00" }
		: {
				from: `${fromHour.padStart(2, "0")}:${fromMinute}`,
				to: `${toHour.padStart(2, "0")}:${toMinute}`,
			};
	return {
		reply: plainReply(
			"answered",
			off ? words.quiet_off : fill(words.quiet_on, quiet),
		),
		save: saveSettings(message, { quiet }, parts),
	};
}

/** 22:00-7:00, 22点到7点 */
const HOURS =
	/^([01]?\d|2[0-3])(?:[:：点时]([0-5]\d)?)?分?\s*[-–—~至到]\s*([01]?\d|2[0-3])(?:[:：点时]([0-5]\d)?)?分?$/;

/** The same message again, as the settings stand from now on. */
export function settingsTurn(
	{ listens, subscribed, wants, quiet }: ChatSettings,
	{ place, direct }: Pick<Message, "place" | "direct">,
	{ settings: words, desk, push }: Wording,
): Turn {
	const seesAll = words.sees_all[place.platform] ?? "";
	const questions = listens === "questions";
	const lines = [
		direct ? words.heading_direct : words.heading,
		...(direct
			? []
			: [questions ? words.listens_questions + seesAll : words.listens]),
		subscribed
			? fill(words.receives, { wants: wantsText(wants, desk, push) })
			: words.receives_not,
		...(subscribed && quiet && quiet.from !== quiet.to
			? [fill(words.quiet, { ...quiet })]
			: []),
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
