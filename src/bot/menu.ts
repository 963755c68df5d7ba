/** The commands that a platform shows in its menu, by who is to see them. */

import type { CommandEntry, CommandMenu } from "../chat/adapter.ts";
import type { CommandName } from "./command.ts";
import type { Wording } from "./wording.ts";

const FOR_ALL: readonly CommandName[] = [
	"ask",
	"latest",
	"events",
	"policies",
	"article",
	"help",
	"feedback",
	"privacy",
	"forget",
	"whoami",
];
const SUBSCRIPTION: readonly CommandName[] = ["subscribe", "unsubscribe"];
const SETTINGS: readonly CommandName[] = ["settings"];
const STAFF: readonly CommandName[] = ["push", "drafts", "unanswered", "stats"];

export function commandMenu(
	{ menu }: Wording,
	staff: readonly string[],
): CommandMenu {
	const entries = (...names: (readonly CommandName[])[]): CommandEntry[] =>
		names.flat().map((name) => ({ name, description: menu[name] ?? name }));
	return {
		direct: entries(FOR_ALL, SUBSCRIPTION, SETTINGS),
		group: entries(FOR_ALL),
		administrators: entries(SUBSCRIPTION, SETTINGS),
		staff: { ids: staff, entries: entries(STAFF) },
	};
}
