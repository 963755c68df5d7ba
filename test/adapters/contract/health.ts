/** The contract: what an adapter tells of itself. */

import { describe, expect, test, vi } from "vitest";
import type { Open } from "./adapter-contract.ts";
import { say } from "./say.ts";
import { everythingOf } from "./told.ts";

export function describeHealth(open: Open): void {
	describe("the health", () => {
		test("before the start is that nothing was heard yet", async () => {
			const { adapter } = await open();
			expect(adapter.health()).toEqual({
				ready: false,
				lastInbound: null,
				lastContact: null,
				problem: "not connected yet",
			});
		});

		test("tells when the platform was last heard from, and when somebody said something", async () => {
			const begin = Date.now();
			let time = begin;
			const stage = await open({ now: () => new Date(time) });
			const { adapter } = stage;
			await stage.connect();
			await vi.waitUntil(() => adapter.health().lastContact === begin, WITHIN);
			expect(adapter.health()).toMatchObject({
				ready: true,
				lastInbound: null,
				problem: null,
			});
			time += 1000;
			const mei = stage.person("阿梅");
			stage.direct(mei).says(mei, "在吗");
			await stage.deliverAll();
			expect(adapter.health()).toMatchObject({
				lastInbound: time,
				lastContact: time,
			});
			time += 1000;
			await vi.waitUntil(() => adapter.health().lastContact === time, WITHIN);
			expect(adapter.health().lastInbound).toBe(time - 1000);
		});

		test("turns bad when the platform cannot be reached, and good again by itself", async () => {
			const stage = await open();
			const { adapter } = stage;
			await stage.connect();
			for (let round = 0; round < 2; round++) {
				const outage = stage.outage();
				await vi.waitUntil(() => !adapter.health().ready, WITHIN);
				expect(adapter.health().problem).toMatch(/\w/);
				outage.over();
				await vi.waitUntil(() => adapter.health().ready, WITHIN);
				expect(adapter.health().problem).toBeNull();
			}
			const mei = stage.person("阿梅");
			stage.direct(mei).says(mei, "在吗");
			await stage.deliverAll();
			expect(stage.heard()).toEqual(["在吗"]);
		});

		test("and the log hold no secret, whatever fails", async () => {
			const stage = await open({ callMs: 100 });
			const problems: unknown[] = [];
			const outage = stage.outage();
			await stage.adapter.start(stage.receive);
			problems.push(stage.adapter.health());
			outage.over();
			await stage.connect();
			const group = stage.group();
			for (const fault of FAULTS) {
				stage.fail(fault);
				problems.push(await say(stage, group, "好的"));
			}
			const again = stage.outage();
			await vi.waitUntil(() => !stage.adapter.health().ready, WITHIN);
			problems.push(stage.adapter.health());
			again.over();
			await stage.connect();
			await stage.close();
			problems.push(await say(stage, group, "好的"));
			const told = everythingOf([problems, stage.logged]);
			expect(told.length).toBeGreaterThan(500);
			for (const secret of stage.secrets) expect(told).not.toContain(secret);
		});
	});
}

const FAULTS = ["cuts", "hangs", "502", "a page", "babbles"] as const;

const WITHIN = { timeout: 8000, interval: 5 };
