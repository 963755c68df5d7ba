/** Folders of a test's own, gone when the test is over. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** An empty folder that is removed when the running test ends. */
export async function tempFolder(): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), "union-bot-"));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	return folder;
}
