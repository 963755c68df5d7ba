/** 设置, 订阅, 退订: what a group's administrators decide for it, and a person for their direct chat. */

import { readWriting } from "../../answering/writing.ts";
import type { Standing } from "../../chat/adapter.ts";
import type { Click, Message } from "../../chat/incoming.ts";
import type { Button } from "../../chat/reply.ts";
import type { ChatSettings, QuietHours, Wants } from "../../store/store.ts";
import { writeAction } from "../action.ts";
import type { BotParts } from "../bot.ts";
import { readClock } from "../clock-time.ts";
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
	const said = call.words === "" ? null : parts.readWants(call.words);
	if (said && "unknown" in said)
		return {
			reply: plainReply(
				"clarify",
				fill(words.wants_unknown, { word: said.unknown }),
			),
		};
	const before = await settingsOf(message, parts);
	const wants = subscribed ? (said ?? before.wants) : without(before, said);
	if (wants === null)
		return {
			reply: plainReply("answered", words.unsubscribed),
			save: saveSettings(message, { subscribed: false }, parts),
		};
	const line = subscribed ? words.subscribed : words.unsubscribed_part;
	const text = fill(line, { wants: wantsText(wants, desk, push) });
	return {
		reply: plainReply("answered", text),
		save: saveSettings(message, { subscribed: true, wants }, parts),
	};
}

/** 退订 活动: what is left of what a chat wants; null for nothing. A place that it did not name cannot be left out. */
function without(
	{ subscribed, wants: before }: ChatSettings,
	less: Wants | null,
): Wants | null {
	if (!less || !subscribed) return null;
	const all = KINDS.filter(
		(kind) => !before.kinds.length || before.kinds.includes(kind),
	);
	const kinds = all.filter((kind) => !less.kinds.includes(kind));
	const places = before.places.filter((place) => !less.places.includes(place));
	const isNothing =
		kinds.length === 0 || (before.places.length > 0 && places.length === 0);
	return isNothing
		? null
		: { places, kinds: kinds.length === KINDS.length ? [] : kinds };
}

const KINDS = ["policy", "event", "news"] as const;

/** 免打扰 22:00-07:00: no push comes then. */
export async function quietHours(call: CommandCall): Promise<Turn> {
	const { message, wording, parts, words: written } = call;
	const { settings: words } = wording;
	const refused = await refusal(message, wording, parts);
	if (refused !== null) return { reply: plainReply("clarify", refused) };
	const off = /^(?:关|关闭|关掉|取消|不要|off)了?$/i.test(written);
	const quiet = off ? { from: "00:00", to: "00:00" } : hoursIn(written);
	if (!quiet) return { reply: plainReply("clarify", words.quiet_how) };
	return {
		reply: plainReply(
			"answered",
			off ? words.quiet_off : fill(words.quiet_on, { ...quiet }),
		),
		save: saveSettings(message, { quiet }, parts),
	};
}

/** 22:00-7:00, 22点到7点, 每天晚上十点半到第二天早上7点 */
function hoursIn(written: string): QuietHours | null {
	const { folded } = readWriting(written);
	const [from, to, ...more] = folded
		.replace(/^(?:每[天日晚]|从)+/, "")
		.split(/[-–—~至到]+/)
		.map((hour) => hour.trim().replace(/^(?:第二天|次日|明[天日早])/, ""))
		.map((hour) =>
			readClock(/\d$/.test(hour) && !/[:点时]/.test(hour) ? `${hour}点` : hour),
		);
	return from && to && more.length === 0 ? { from, to } : null;
}

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
