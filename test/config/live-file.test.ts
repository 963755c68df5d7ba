/** A settings file that staff edit while the bot runs. */

import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { openLiveFile } from "../../src/config/live-file.ts";

const Greeting = z.object({ hello: z.string() });

let folder: string;
let file: string;
let reports: string[];
const log = {
	info: (_: object, message: string) => void reports.push(message),
	warn: (_: object, message: string) => void reports.push(message),
};
const open = () =>
	openLiveFile(file, Greeting, ({ hello }) => `${hello}!`, log, 20);

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "live-file-"));
	file = path.join(folder, "greeting.yml");
	reports = [];
	await writeFile(file, "hello: 您好");
});
afterEach(() => rm(folder, { recursive: true }));

test("an edited file is read again, also when an editor put another file in its place", async () => {
	const live = await open();
	expect(live.current()).toBe("您好!");
	await writeFile(file, "hello: 大家好");
	await vi.waitFor(() => expect(live.current()).toBe("大家好!"));
	await writeFile(`${file}.new`, "hello: 师傅好");
	await rename(`${file}.new`, file);
	await vi.waitFor(() => expect(live.current()).toBe("师傅好!"));
	live.close();
});

test("what a file said stays when it becomes wrong, and the fault is reported", async () => {
	const live = await open();
	await writeFile(file, "hello: [1]");
	await vi.waitFor(() => expect(reports).toHaveLength(1));
	expect(reports[0]).toContain("cannot be read");
	expect(live.current()).toBe("您好!");
	live.close();
});

test("a file that is wrong from the start is refused by name", async () => {
	await writeFile(file, "hallo: 1");
	await expect(open()).rejects.toThrow("greeting.yml: hello:");
});
