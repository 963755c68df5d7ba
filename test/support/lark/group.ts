/** Groups of a scene, with an owner, managers and threads. */

import { type BotInPlace, createBotInPlace } from "./bot-in-place.ts";
import type { PlatformEvent } from "./deliveries.ts";
import { createThreadPlace, type Person, type ThreadPlace } from "./person.ts";
import type { Place, Stage, Target } from "./stage.ts";
import type { Member } from "./world.ts";

export interface GroupOptions {
	title?: string;
	/** Somebody of the group's own, unless given; null where the bot itself owns it. */
	owner?: Person | null;
	managers?: readonly Person[];
	/** In a group of topics each message opens a thread. */
	mode?: "group" | "topic";
	/** What the bot is in it from the beginning, of which it is not told. */
	bot?: "member" | "absent";
}

export interface Group extends Place {
	/** The chat_id. */
	readonly id: string;
	readonly bot: BotInPlace;
	/** The thread that hangs on this message, or in which it stands. */
	inThread(target: Target): ThreadPlace;
	/** Tells nobody. */
	makesManager(person: Person): void;
	makesOwner(person: Person): void;
	addBot(by?: Person): PlatformEvent;
	removeBot(by?: Person): PlatformEvent;
	/** Ends the group for everybody. */
	disband(): PlatformEvent;
}

export function createGroup(stage: Stage, options: GroupOptions): Group {
	const { world } = stage;
	const {
		title = "一车间工友群",
		mode = "group",
		bot = "member",
		managers = [],
	} = options;
	const owner =
		options.owner === undefined
			? world.newMember("群主")
			: (options.owner?.member ?? null);
	const chat = world.newChat({
		mode,
		name: title,
		owner,
		bot: bot === "member",
	});
	const place: Place = { chat, thread: null };
	const makesManager = ({ member }: Person) => {
		chat.members.add(member);
		chat.managers.add(member);
	};
	for (const person of managers) makesManager(person);

	const tell = (
		type: string,
		what: string,
		by: Member = chat.owner ?? world.bot,
	): PlatformEvent => {
		stage.transcript.note(chat, `(${what})`);
		return stage.emit(type, {
			chat_id: chat.id,
			operator_id: by.ids,
			external: false,
			operator_tenant_key: world.tenantKey,
			name: chat.name,
			i18n_names: { zh_cn: chat.name, en_us: "", ja_jp: "" },
		});
	};

	return {
		...place,
		id: chat.id,
		bot: createBotInPlace(stage, place),
		inThread: (target) => createThreadPlace(stage, target),
		makesManager,
		makesOwner({ member }) {
			chat.members.add(member);
			chat.owner = member;
		},
		addBot(by) {
			chat.bot = true;
			return tell(
				"im.chat.member.bot.added_v1",
				"the bot is added",
				by?.member,
			);
		},
		removeBot(by) {
			chat.bot = false;
			return tell(
				"im.chat.member.bot.deleted_v1",
				"the bot is removed",
				by?.member,
			);
		},
		disband() {
			chat.bot = false;
			chat.dissolved = true;
			return tell("im.chat.disbanded_v1", "the group is disbanded");
		},
	};
}
