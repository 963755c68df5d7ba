/** Telegram's menu of commands: https://core.telegram.org/bots/api#botcommandscope */

import type { CommandEntry, CommandMenu } from "../../chat/adapter.ts";
import type { Answer, Api } from "./api.ts";
import { reasonOf, type Sleep, type TelegramLog } from "./connection.ts";
import { clip } from "./split.ts";

export interface CommandsParts {
	api: Api;
	log: TelegramLog;
	sleep: Sleep;
	/** Given when the bot stops. */
	stop: AbortSignal;
	timeoutMs: number;
}

/** Of several scopes the narrowest counts, alone: so each holds all that is to be seen there. */
export async function describeCommands(
	{ direct, group, administrators, staff }: CommandMenu,
	{ api, log, sleep, stop, timeoutMs }: CommandsParts,
): Promise<void> {
	const menus: [scope: Scope, entries: readonly CommandEntry[]][] = [
		[{ type: "default" }, group],
		[{ type: "all_private_chats" }, direct],
		[{ type: "all_group_chats" }, group],
		[{ type: "all_chat_administrators" }, [...group, ...administrators]],
		...staff.ids.map((id): [Scope, CommandEntry[]] => [
			{ type: "chat", chat_id: id },
			[...direct, ...staff.entries],
		]),
	];
	for (const [scope, entries] of menus) {
		const offer = () =>
			api.call(
				"setMyCommands",
				{ scope, commands: commandsOf(entries) },
				{ timeoutMs },
			);
		let answer = await offer();
		for (let tries = 1; tries < MAX_TRIES && mayPass(answer); tries++) {
			await sleep(waitOf(answer), stop);
			if (stop.aborted) return;
			answer = await offer();
		}
		// Telegram knows the chat of a staff member only once they have written to the bot.
		if (answer.is !== "result")
			log.info(
				{ scope: scope.type, problem: reasonOf(answer) },
				"a menu of commands was not taken by Telegram",
			);
	}
}

/** Without a menu everything still works: after so many tries it waits for the next start. */
const MAX_TRIES = 5;
const WAIT_MS = 10_000;

function mayPass(answer: Answer): answer is Exclude<Answer, { is: "result" }> {
	if (answer.is === "silence") return true;
	return answer.is === "refusal" && (answer.code === 429 || answer.code >= 500);
}

function waitOf(answer: Exclude<Answer, { is: "result" }>): number {
	const asked = answer.is === "refusal" ? answer.retryAfterMs : null;
	return asked ?? WAIT_MS;
}

type Scope = { type: string; chat_id?: string };

/** https://core.telegram.org/bots/api#botcommand */
const NAME = /^[a-z0-9_]{1,32}$/;
const MAX_DESCRIPTION = 256;
const MAX_COMMANDS = 100;

/** One name that Telegram does not allow would have the whole menu refused. */
function commandsOf(entries: readonly CommandEntry[]) {
	const byName = new Map(entries.map((entry) => [entry.name, entry]));
	return [...byName.values()]
		.filter(({ name, description }) => NAME.test(name) && description !== "")
		.slice(0, MAX_COMMANDS)
		.map(({ name, description }) => ({
			command: name,
			description: clip(description, MAX_DESCRIPTION),
		}));
}
