/** What happens when a button is pressed: the message changes in place, and whoever pressed it gets a short notice. */

import type { Click } from "../chat/incoming.ts";
import type { Button, Reply } from "../chat/reply.ts";
import { type Action, readAction } from "./action.ts";
import type { BotParts } from "./bot.ts";
import {
	refusalOf,
	saveSettings,
	settingsOf,
	settingsTurn,
} from "./commands/settings.ts";
import { decideOnPush, openFromPush, restOfPush } from "./desk/press-push.ts";
import { drawView, type Votes } from "./draw-view.ts";
import { NOTHING, NOTICE_MS, type Outcome, PRIORITY } from "./outcome.ts";
import { wordingFor } from "./replies/compose-reply.ts";
import { readKept } from "./shown.ts";

export async function press(click: Click, parts: BotParts): Promise<Outcome> {
	const { buttons: words } = parts.wording();
	const person = parts.store.personKey(click.place.platform, click.sender.id);
	const { id, place, direct, at } = click;
	const action = readAction(click.action);
	// A vote changes nothing in the chat, so it takes nothing of what may be sent there.
	const quiet = action?.do === "vote";
	const admission = parts.gate.click({ id, place, direct, quiet, person, at });
	if (admission !== "admitted") {
		parts.onLimited(place.platform);
		return { ...NOTHING, notice: words.slow };
	}
	if (!action) return { ...NOTHING, notice: words.expired };
	switch (action.do) {
		case "view":
		case "vote":
			return pressAnswer(click, action, person, parts);
		case "listens":
		case "subscribed":
			return pressSetting(click, action, parts);
		case "open":
			return openFromPush(click, action, person, parts);
		case "rest":
			return restOfPush(click, action, parts);
		case "push":
			return decideOnPush(click, action, person, parts);
	}
}

async function pressAnswer(
	click: Click,
	action: Extract<Action, { answer: number }>,
	person: string,
	parts: BotParts,
): Promise<Outcome> {
	const { store, shelf } = parts;
	const kept = await store.answers.find(action.answer);
	const shown = kept && readKept(kept.content);
	const { platform, chat } = click.place;
	const here = kept?.place.platform === platform && kept.place.chat === chat;
	const age = parts.now().getTime() - (kept?.addedAt ?? 0);
	const changeable = age < parts.editableMs(platform);
	const possible = action.do === "view" ? changeable : shown?.rated;
	if (!shown || !here || !possible)
		return { ...NOTHING, notice: parts.wording().buttons.expired };
	const wording = wordingFor(shown.traditional, parts);
	const { answer } = action;
	const { group } = shown;
	const view = action.do === "view" ? action.view : shown.view;
	const drawn = drawView(shown, view, shelf.find, wording);
	const showsVotes = parts.showsVotes(platform);
	if (action.do === "vote") {
		const { useful } = action;
		let votes: Votes | undefined;
		parts.onVoted(useful);
		return {
			...NOTHING,
			notice: wording.buttons.thanks,
			save: async ({ feedback }) => {
				const vote = { answer, person, useful };
				votes = await feedback.vote(vote, parts.now().getTime());
			},
			says:
				showsVotes && drawn && changeable
					? [
							{
								...inPlace(click, group, drawn.reply, () =>
									drawn.buttons(answer, votes),
								),
								priority: PRIORITY.votes,
								answer,
							},
						]
					: [],
		};
	}
	if (!drawn) return { ...NOTHING, notice: wording.buttons.withdrawn };
	const votes =
		showsVotes && shown.rated
			? await store.feedback.votesOn(answer)
			: undefined;
	return {
		...NOTHING,
		save: ({ answers }) =>
			answers.change(answer, JSON.stringify({ ...shown, view })),
		says: [
			{
				...inPlace(click, group, drawn.reply, () =>
					drawn.buttons(answer, votes),
				),
				answer,
			},
		],
	};
}

async function pressSetting(
	pressed: Click,
	action: Extract<Action, { do: "listens" | "subscribed" }>,
	parts: BotParts,
): Promise<Outcome> {
	const wording = parts.wording();
	const standing = pressed.direct
		? "alone"
		: await parts.standingOf(pressed.place, pressed.sender, NOTICE_MS);
	const refused = refusalOf(standing, wording);
	if (refused !== null) return { ...NOTHING, notice: refused };
	// Not every platform says with a click of which kind the chat is.
	const click = { ...pressed, direct: standing === "alone" };
	const change =
		action.do === "listens"
			? { listens: action.value }
			: { subscribed: action.value };
	const changed = { ...(await settingsOf(click, parts)), ...change };
	const { reply, buttons } = settingsTurn(changed, click, wording);
	return {
		...NOTHING,
		notice: wording.settings.changed,
		save: saveSettings(click, change, parts),
		says: [inPlace(click, !click.direct, reply, () => buttons ?? [])],
	};
}

function inPlace(
	{ place, messageId }: Click,
	group: boolean,
	reply: Reply,
	buttons: () => Button[][],
): Outcome["says"][number] {
	return {
		place,
		group,
		priority: PRIORITY.answer,
		shown: null,
		outgoing: () => ({
			reply,
			buttons: buttons(),
			answers: null,
			edits: messageId,
		}),
	};
}
