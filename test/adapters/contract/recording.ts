/** The contract: nothing that was said to the bot is lost before it is recorded. */

import { describe, expect, test, vi } from "vitest";
import type { Open } from "./adapter-contract.ts";
import { everythingOf } from "./told.ts";

export function describeRecording(open: Open): void {
	describe("what comes in", () => {
		test("is acknowledged only once it is recorded", async () => {
			const stage = await open();
			await stage.connect();
			const waiting: number[] = [];
			stage.store.before = () => {
				waiting.push(stage.waiting());
			};
			const mei = stage.person("阿梅");
			stage.direct(mei).says(mei, "在吗");
			await stage.deliverAll();
			expect(waiting).toEqual([1]);
			expect(stage.waiting()).toBe(0);
			expect(stage.heard()).toEqual(["在吗"]);
		});

		test("is delivered again when it could not be recorded", async () => {
			const stage = await open();
			await stage.connect();
			let tries = 0;
			stage.store.before = () => {
				tries++;
			};
			stage.store.failure = new Error("the disk is full");
			const mei = stage.person("阿梅");
			const group = stage.group();
			stage.direct(mei).says(mei, "一");
			group.asks(mei, "二");
			group.removeBot();
			await vi.waitUntil(() => tries > 0);
			expect(stage.waiting()).toBeGreaterThan(0);
			stage.store.failure = null;
			await stage.deliverAll();
			expect(stage.heard().sort()).toEqual(["一", "二"].sort());
			expect(stage.received.map(({ kind }) => kind)).toContain("left");
			expect(tries).toBeGreaterThan(stage.received.length);
			expect(stage.logged.map(({ level }) => level)).toContain("error");
		});

		test("is not asked for again once it is recorded", async () => {
			const stage = await open();
			await stage.connect();
			const mei = stage.person("阿梅");
			const direct = stage.direct(mei);
			direct.says(mei, "一");
			await stage.deliverAll();
			await stage.passTime(24 * 3_600_000);
			direct.says(mei, "二");
			await stage.deliverAll();
			expect(stage.heard()).toEqual(["一", "二"]);
		});

		test("and cannot be read is skipped, and stops nothing behind it", async () => {
			const stage = await open();
			await stage.connect();
			const mei = stage.person("阿梅");
			stage.sendsNonsense("机密");
			stage.direct(mei).says(mei, "在吗");
			await stage.deliverAll();
			expect(stage.heard()).toEqual(["在吗"]);
			expect(stage.logged).toContainEqual({
				level: "warn",
				fields: expect.anything(),
				message: expect.stringMatching(/cannot be read; it is skipped/),
			});
			expect(everythingOf(stage.logged)).not.toContain("机密");
		});

		test("is kept out of the log, whatever goes wrong with it", async () => {
			const stage = await open();
			await stage.connect();
			let failures = 2;
			stage.store.before = () => {
				if (failures-- > 0) throw new Error("the disk is full");
			};
			const mei = stage.person("阿梅");
			stage.direct(mei).says(mei, "我的电话号码");
			await stage.deliverAll();
			expect(stage.heard()).toEqual(["我的电话号码"]);
			expect(everythingOf(stage.logged)).toContain("the disk is full");
			expect(everythingOf(stage.logged)).not.toMatch(/电话|阿梅/);
		});
	});
}
