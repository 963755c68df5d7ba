/** The store under several processes, and under one that is killed. */

import path from "node:path";
import Libsql from "libsql";
import { expect, test } from "vitest";
import { startChild } from "../support/store-child.ts";
import { message, NOON, storeAt } from "../support/store-samples.ts";
import { tempFolder } from "../support/temp-folder.ts";

test("processes that open a new file at the same time and write at the same time lose nothing", async () => {
	const file = path.join(await tempFolder(), "state.db");
	const children = ["a", "b", "c"].map((name) =>
		startChild("record-messages", file, name, "200"),
	);
	await Promise.all(children.map((child) => child.ended));
	for (const child of children) expect(child.process.exitCode).toBe(0);
	const store = await storeAt(file);
	expect(await store.depths()).toMatchObject({ inbox: 600 });
});

test("every message that was said to be recorded is there after the process was killed", async () => {
	const file = path.join(await tempFolder(), "state.db");
	const acknowledged: string[] = [];
	for (const round of ["first", "second", "third"]) {
		const child = startChild("record-messages", file, round);
		await child.wrote(40);
		await child.kill();
		expect(child.lines().length).toBeGreaterThanOrEqual(40);
		acknowledged.push(...child.lines());
	}
	const store = await storeAt(file);
	const { inbox } = await store.depths();
	// What was being recorded at the moment of death may be there, or not.
	expect(inbox).toBeGreaterThanOrEqual(acknowledged.length);
	expect(inbox).toBeLessThanOrEqual(acknowledged.length + 3);
	for (const id of acknowledged)
		expect(await store.inbox.record(message(id), NOON)).toBeNull();
});

test("a process that opens the file twice keeps its hold on it: another one's leaving takes nothing away", async () => {
	const file = path.join(await tempFolder(), "state.db");
	const store = await storeAt(file);
	await storeAt(file);
	const child = startChild("record-messages", file, "child", "5");
	await child.ended;
	await store.inbox.record(message("afterwards"), NOON);
	await startChild("record-messages", file, "later", "5").ended;
	const left = new Libsql(file, { timeout: 5000 });
	expect(left.prepare("select event from inbox").all()).toHaveLength(11);
	left.close();
});

test("a full disk is named as the reason, and costs nothing that was recorded", async () => {
	const file = path.join(await tempFolder(), "state.db");
	const child = startChild("record-until-full", file);
	await child.ended;
	const [failed, ...recorded] = child.lines().reverse();
	expect(failed).toMatch(/^(SQLITE_FULL|SQLITE_IOERR)\S* twice, and reads on$/);
	expect(recorded.length).toBeGreaterThan(20);
	const store = await storeAt(file);
	expect(await store.depths()).toMatchObject({ inbox: recorded.length });
	expect(await store.inbox.record(message("room again"), NOON)).not.toBeNull();
});
