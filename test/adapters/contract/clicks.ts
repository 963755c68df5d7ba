/** The contract: buttons under the bot's messages. */

import { describe, expect, test, vi } from "vitest";
import type { Click } from "../../../src/chat/incoming.ts";
import type { Open } from "./adapter-contract.ts";
import { lastShown, say } from "./say.ts";
import type { Group, Person, Press, Stage, StageOptions } from "./stage.ts";

export function describeClicks(open: Open): void {
	describe("a pressed button", () => {
		test("says which, by whom, and under which message", async () => {
			const { stage, group, mei } = await withButtons(open);
			const shown = lastShown(stage);
			stage.presses(mei, shown, "有用");
			const click = await clickOf(stage);
			expect(click).toMatchObject({
				action: "v:1:useful",
				place: { platform: stage.adapter.platform, chat: group.chat },
				direct: false,
				sender: { id: mei.id },
				messageId: shown.id,
			});
			await stage.adapter.acknowledge(click, null);
		});

		test("in a direct chat says so", async () => {
			const { stage, mei } = await withButtons(open);
			const direct = stage.direct(mei);
			direct.says(mei, "在吗");
			await stage.deliverAll();
			await say(stage, direct, "在", { buttons: [BUTTONS] });
			stage.presses(mei, lastShown(stage), "没用");
			const click = await clickOf(stage);
			expect(click).toMatchObject({ action: "v:1:useless", direct: true });
			await stage.adapter.acknowledge(click, null);
		});

		test("shows whoever pressed the notice, and no other time's", async () => {
			const { stage, mei } = await withButtons(open);
			const chen = stage.person("小陈");
			const shown = lastShown(stage);
			const presses: Press[] = [];
			const clicks: Click[] = [];
			for (const person of [mei, chen]) {
				presses.push(stage.presses(person, shown, "有用"));
				clicks.push(await clickOf(stage, person));
			}
			const [first, second] = clicks as [Click, Click];
			expect(first.id).not.toBe(second.id);
			await stage.adapter.acknowledge(second, "小陈,谢谢");
			await stage.adapter.acknowledge(first, "阿梅,谢谢");
			expect(await Promise.all(presses.map((press) => press.notice()))).toEqual(
				["阿梅,谢谢", "小陈,谢谢"],
			);
		});

		test("shows nothing where there is nothing to say", async () => {
			const { stage, mei } = await withButtons(open);
			const press = stage.presses(mei, lastShown(stage), "有用");
			await stage.adapter.acknowledge(await clickOf(stage), null);
			expect(await press.notice()).toBeNull();
		});

		test("that nobody acknowledges holds up nothing", async () => {
			const { stage, mei } = await withButtons(open, { noticeMs: 50 });
			stage.presses(mei, lastShown(stage), "有用");
			const click = await clickOf(stage);
			await stage.deliverAll();
			const direct = stage.direct(mei);
			direct.says(mei, "在吗");
			await stage.deliverAll();
			expect(stage.heard()).toEqual(["在吗"]);
			// Far too late for some platforms, in time for others.
			await stage.adapter.acknowledge(click, "谢谢");
		});

		test("may be forged: what it carries comes as it is", async () => {
			const { stage, mei } = await withButtons(open);
			const action = "'; DROP TABLE chats; --😀".repeat(100);
			stage.forges(mei, lastShown(stage), action);
			const click = await clickOf(stage);
			expect(click.action).toBe(action);
			await stage.adapter.acknowledge(click, "谢谢");
		});

		test("is acknowledged without a throw, even if it was never pressed", async () => {
			const { stage } = await withButtons(open, { callMs: 100 });
			const click = { kind: "click", id: "c:1" } as Click;
			await stage.adapter.acknowledge(click, "谢谢");
			await stage.close();
			await stage.adapter.acknowledge(click, null);
		});
	});
}

const BUTTONS = [
	{ label: "有用", action: "v:1:useful" },
	{ label: "没用", action: "v:1:useless" },
];

async function withButtons(
	open: Open,
	options: StageOptions = {},
): Promise<{ stage: Stage; group: Group; mei: Person }> {
	const stage = await open(options);
	await stage.connect();
	const group = stage.group();
	await say(stage, group, "体检车在牟山镇", { buttons: [BUTTONS] });
	return { stage, group, mei: stage.person("阿梅") };
}

/** The click that the bot gets, the person's where one is named. */
async function clickOf(stage: Stage, person?: Person): Promise<Click> {
	const find = () =>
		stage.received.find(
			(event): event is Click =>
				event.kind === "click" && (!person || event.sender.id === person.id),
		);
	await vi.waitUntil(find, { timeout: 5000, interval: 5 });
	return find() as Click;
}
