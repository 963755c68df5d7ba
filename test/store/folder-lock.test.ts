/** One bot for one data folder, held against real processes. */

import { stat } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { FolderBusyError, lockFolder } from "../../src/store/folder-lock.ts";
import { startChild } from "../support/store-child.ts";
import { tempFolder } from "../support/temp-folder.ts";

test("a second bot is refused as long as the first lives, and has the folder at once when it was killed", async () => {
	const dir = path.join(await tempFolder(), "data");
	const first = startChild("hold-folder", dir);
	await first.wrote(1);
	expect(first.lines()).toEqual(["held"]);

	const second = startChild("hold-folder", dir);
	await second.ended;
	expect(second.lines()[0]).toContain("另一个机器人正在用这个数据目录");
	await expect(lockFolder(dir)).rejects.toThrow(FolderBusyError);

	await first.kill();
	const lock = await lockFolder(dir);
	await expect(lockFolder(dir)).rejects.toThrow(FolderBusyError);
	lock.release();
	lock.release();
	(await lockFolder(dir)).release();
});

test("the folder and its lock are the owner's alone", async () => {
	const dir = path.join(await tempFolder(), "data");
	const lock = await lockFolder(dir);
	expect((await stat(dir)).mode & 0o777).toBe(0o700);
	expect((await stat(path.join(dir, "bot.lock"))).mode & 0o777).toBe(0o600);
	lock.release();
});
