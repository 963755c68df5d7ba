/** Groups of a scene, with topics, administrators and a channel behind them. */

import { type BotInPlace, createBotInPlace } from "./bot-in-place.ts";
import { changeBot, join, type Person } from "./person.ts";
import type { Place, Stage } from "./stage.ts";
import { openTopic, type TopicPlace } from "./topic.ts";
import { createVoice, type Voice } from "./voice.ts";
import type { WireMember, WireMessage, WireUser } from "./wire.ts";
import { type ChatState, newChat } from "./world.ts";

export interface GroupOptions {
	title?: string;
	/** A forum, with these topics besides General. */
	topics?: readonly string[];
	type?: "group" | "supergroup";
	/** What the bot is in it from the beginning, of which it is not told. */
	bot?: "member" | "administrator" | "absent";
}

/** As a place it is General, or the whole of a group without topics. */
export interface Group extends Place {
	/** Another after {@link migrates}. */
	readonly id: number;
	readonly bot: BotInPlace;
	topic(name: string): TopicPlace;
	opensTopic(name: string): TopicPlace;
	/** An administrator who speaks in the group's name. */
	readonly anonymously: Voice;
	/** The channel that the group discusses; its posts come by themselves. */
	readonly channel: Voice;
	/** Somebody who speaks in the name of a channel of their own. */
	readonly asChannel: Voice;
	/** Tells nobody. */
	makes(person: Person, status: WireMember["status"]): void;
	addsBot(by?: Person): void;
	removesBot(by?: Person): void;
	promotesBot(by?: Person): void;
	demotesBot(by?: Person): void;
	/** The bot may read, but not write. */
	mutesBot(by?: Person): void;
	renames(title: string): void;
	/** Becomes a supergroup with another id. */
	migrates(): void;
}

/** "Username for the group's anonymous administrators", the same in every group. */
const ANONYMOUS: WireUser = {
	id: 1_087_968_824,
	is_bot: true,
	first_name: "Group",
	username: "GroupAnonymousBot",
};

/** Stands for everybody who speaks as a channel. */
const CHANNEL_BOT: WireUser = {
	id: 136_817_688,
	is_bot: true,
	first_name: "Channel",
	username: "Channel_Bot",
};

/** Telegram's own account, from which a channel's posts reach its group. */
const TELEGRAM: WireUser = {
	id: 777_000,
	is_bot: false,
	first_name: "Telegram",
};

export function createGroup(
	stage: Stage,
	owner: WireUser,
	options: GroupOptions,
): Group {
	const { world } = stage;
	const {
		title = "一车间工友群",
		topics,
		bot = "member",
		type = topics ? "supergroup" : "group",
	} = options;
	if (topics && type === "group")
		throw new Error("only a supergroup has topics");
	let chat = newChat(
		{
			id: world.newGroupId(type),
			type,
			title,
			...(topics ? { is_forum: true } : {}),
		},
		stage.cheap,
	);
	world.chats.set(chat.wire.id, chat);
	chat.members.set(owner.id, { status: "creator", user: owner });
	if (bot !== "absent")
		chat.members.set(world.bot.id, { status: bot, user: world.bot });
	// The first message of a forum opens General.
	if (topics) chat.lastMessageId = 1;

	const place: Place = {
		get chat() {
			return chat;
		},
		thread: null,
	};
	const topicPlaces = new Map<string, TopicPlace>();
	const service = (fields: Partial<WireMessage>, from = owner) => {
		const message = world.put(chat, { from, ...fields });
		const me = chat.members.get(world.bot.id)?.status;
		if (me !== undefined && me !== "left" && me !== "kicked")
			stage.send({ message });
	};
	const change = (
		by: Person | undefined,
		what: string,
		after: Omit<WireMember, "user">,
	) => {
		stage.transcript.note(chat, `(the bot is ${what})`);
		changeBot(stage, chat, by?.user ?? owner, after);
	};
	const voice = (name: string, fields: () => Partial<WireMessage>): Voice =>
		createVoice(
			stage,
			{
				name,
				get fields() {
					return fields();
				},
				hidden: false,
			},
			() => place,
		);

	const group: Group = {
		get id() {
			return chat.wire.id;
		},
		get chat() {
			return chat;
		},
		thread: null,
		bot: createBotInPlace(stage, place),
		topic(name) {
			const topic = topicPlaces.get(name);
			if (!topic) throw new Error(`there is no topic 「${name}」`);
			return topic;
		},
		opensTopic(name) {
			const topic = openTopic(stage, () => chat, owner, name, {
				quietly: false,
			});
			topicPlaces.set(name, topic);
			return topic;
		},
		anonymously: voice("(an anonymous administrator)", () => ({
			from: ANONYMOUS,
			sender_chat: chat.wire,
		})),
		channel: voice("(the channel)", () => {
			const channel = channelOf(chat, title);
			return {
				from: TELEGRAM,
				sender_chat: channel,
				is_automatic_forward: true,
				forward_origin: {
					type: "channel",
					chat: channel,
					message_id: 7,
					date: world.date(),
				},
			};
		}),
		asChannel: voice("(somebody's channel)", () => ({
			from: CHANNEL_BOT,
			sender_chat: {
				id: -1_009_900_000_001,
				type: "channel",
				title: "某人的频道",
			},
		})),
		makes(person, status) {
			chat.members.set(person.id, { status, user: person.user });
		},
		addsBot(by) {
			change(by, "added", { status: "member" });
			service({ new_chat_members: [world.bot] }, by?.user);
		},
		removesBot(by) {
			change(by, "removed", { status: "kicked" });
		},
		promotesBot: (by) =>
			change(by, "made an administrator", { status: "administrator" }),
		demotesBot: (by) =>
			change(by, "no administrator any more", { status: "member" }),
		mutesBot: (by) =>
			change(by, "muted", { status: "restricted", can_send_messages: false }),
		renames(to) {
			// Messages said before keep the name of their time.
			chat.wire = { ...chat.wire, title: to };
			service({ new_chat_title: to });
		},
		migrates() {
			const old = chat;
			const wire = {
				...old.wire,
				id: world.newGroupId("supergroup"),
				type: "supergroup" as const,
			};
			const next = newChat(wire, stage.cheap);
			for (const [id, member] of old.members) next.members.set(id, member);
			world.chats.set(wire.id, next);
			stage.transcript.note(old, `(the group moves to ${wire.id})`);
			service({ migrate_to_chat_id: wire.id });
			chat = next;
			service({ migrate_from_chat_id: old.wire.id });
			old.movedTo = wire.id;
		},
	};
	for (const name of topics ?? []) {
		const topic = openTopic(stage, () => chat, owner, name, { quietly: true });
		topicPlaces.set(name, topic);
	}
	join(chat, owner);
	return group;
}

function channelOf({ wire }: ChatState, title: string) {
	return {
		id: -1_009_000_000_000 + (wire.id % 1_000_000),
		type: "channel" as const,
		title: `${title}·频道`,
	};
}
