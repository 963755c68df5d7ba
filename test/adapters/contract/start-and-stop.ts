/** The contract: how an adapter starts and stops. */

import { setImmediate } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import type { Open } from "./adapter-contract.ts";
import { everythingOf } from "./told.ts";

export function describeStartAndStop(open: Open): void {
	describe("the start", () => {
		test("resolves although the platform is down, and goes on by itself", async () => {
			const stage = await open();
			const outage = stage.outage();
			await stage.adapter.start(stage.receive);
			expect(stage.adapter.health().ready).toBe(false);
			outage.over();
			await vi.waitUntil(() => stage.adapter.health().ready, WITHIN);
			const mei = stage.person("阿梅");
			stage.direct(mei).says(mei, "在吗");
			await stage.deliverAll();
			expect(stage.heard()).toEqual(["在吗"]);
			expect(stage.fatal).toEqual([]);
		});

		test("rejects wrong credentials with what to do, in the operators' language", async () => {
			const stage = await open({ credentials: "wrong" });
			const error = await stage.adapter.start(stage.receive).then(
				() => null,
				(error: Error) => error,
			);
			expect(error?.message).toContain(stage.variable);
			expect(error?.message).toMatch(/\p{Script=Han}{4}/u);
			expect(stage.adapter.health()).toMatchObject({ ready: false });
			expect(stage.fatal).toEqual([]);
			const told = everythingOf([error, stage.logged, stage.adapter.health()]);
			for (const secret of stage.secrets) expect(told).not.toContain(secret);
		});

		test("that learns of wrong credentials only later reports them as fatal", async () => {
			const stage = await open();
			const outage = stage.outage();
			await stage.adapter.start(stage.receive);
			stage.revoke();
			outage.over();
			await vi.waitUntil(() => stage.fatal.length > 0, WITHIN);
			expect(stage.fatal.map(({ message }) => message)).toEqual([
				expect.stringContaining(stage.variable),
			]);
			expect(stage.adapter.health().ready).toBe(false);
			expect(stage.adapter.health().problem).toContain(stage.variable);
		});

		test("made twice is one", async () => {
			const stage = await open();
			await Promise.all([
				stage.adapter.start(stage.receive),
				stage.adapter.start(stage.receive),
			]);
			await stage.connect();
			const mei = stage.person("阿梅");
			stage.direct(mei).says(mei, "在吗");
			await stage.deliverAll();
			expect(stage.heard()).toEqual(["在吗"]);
		});

		test("gets what was said while the bot was away", async () => {
			const stage = await open();
			const mei = stage.person("阿梅");
			stage.direct(mei).says(mei, "一");
			stage.group().asks(mei, "二");
			await stage.connect();
			await stage.deliverAll();
			expect(stage.heard().sort()).toEqual(["一", "二"].sort());
		});
	});

	describe("the stop", () => {
		test("may come before the start, which then calls nobody", async () => {
			const stage = await open();
			await stage.adapter.stop();
			await stage.adapter.start(stage.receive);
			expect(stage.calls()).toBe(0);
			expect(stage.adapter.health().ready).toBe(false);
		});

		test("may come amid the start, and twice", async () => {
			const stage = await open();
			const outage = stage.outage();
			const start = stage.adapter.start(stage.receive);
			await vi.waitUntil(() => stage.calls() > 0, WITHIN);
			await Promise.all([stage.adapter.stop(), stage.adapter.stop()]);
			await start;
			await stage.adapter.stop();
			outage.over();
			const calls = stage.calls();
			await setImmediate();
			expect(stage.calls()).toBe(calls);
			expect(stage.adapter.health().ready).toBe(false);
		});

		test("waits until what was received is recorded", async () => {
			const stage = await open();
			await stage.connect();
			let begun = false;
			let release = () => {};
			const held = new Promise<void>((resolve) => {
				release = resolve;
			});
			stage.store.before = () => {
				begun = true;
				return held;
			};
			const mei = stage.person("阿梅");
			stage.direct(mei).says(mei, "在吗");
			await vi.waitUntil(() => begun, WITHIN);
			let stopped = false;
			const stop = stage.adapter.stop().then(() => {
				stopped = true;
			});
			await setImmediate();
			expect(stopped).toBe(false);
			release();
			await stop;
			expect(stage.heard()).toEqual(["在吗"]);
			await vi.waitUntil(() => stage.waiting() === 0, WITHIN);
		});

		test("lets nothing in afterwards, and leaves it to the platform to keep", async () => {
			const stage = await open();
			await stage.connect();
			await stage.adapter.stop();
			await vi.waitUntil(() => !stage.connected(), WITHIN);
			const mei = stage.person("阿梅");
			stage.direct(mei).says(mei, "在吗");
			await stage.passTime(15_000);
			expect(stage.received).toEqual([]);
			expect(stage.waiting()).toBe(1);
			expect(stage.adapter.health()).toMatchObject({
				ready: false,
				problem: "stopped",
			});
		});

		test("does not take as recorded what could not be", async () => {
			const stage = await open();
			await stage.connect();
			let tries = 0;
			stage.store.before = () => {
				tries++;
				throw new Error("the disk is full");
			};
			const mei = stage.person("阿梅");
			stage.direct(mei).says(mei, "在吗");
			await vi.waitUntil(() => tries > 0, WITHIN);
			await stage.adapter.stop();
			expect(stage.waiting()).toBe(1);
		});
	});
}

const WITHIN = { timeout: 8000, interval: 5 };
