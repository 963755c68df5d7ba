/** A push as staff have approved it, and the chats that are subscribed, written into the store before the bot starts. */

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { ingestFiles } from "../../src/app.ts";
import { readIssue } from "../../src/knowledge/issue-desk.ts";
import { summarizeIssue } from "../../src/publishing/issue-summary.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { BARE_PAGE } from "./pages.ts";
import { RETENTION } from "./store-samples.ts";

/** The store of a bot's home, beside the bot. */
export function storeOf(folder: string): Promise<Store> {
	return openStore(path.join(folder, "data", "state.db"), {
		retention: RETENTION,
	});
}

/** @param chats by platform. */
export async function approvePush(
	folder: string,
	chats: Readonly<Record<string, readonly string[]>>,
): Promise<number> {
	const knowledgeDir = path.join(folder, "knowledge");
	const file = path.join(folder, "push.txt");
	await writeFile(file, BARE_PAGE);
	const { issue } = await ingestFiles({
		files: [file],
		knowledgeDir,
		draft: true,
		force: false,
		dryRun: false,
	});
	const desk = await readIssue(knowledgeDir, issue.id);
	if (!desk) throw new Error("no issue");
	await mkdir(path.join(folder, "data"), { recursive: true });
	const store = await storeOf(folder);
	const id = await store.transaction(async (tables) => {
		for (const [platform, ids] of Object.entries(chats))
			for (const chat of ids) {
				const joined = { platform, chat, title: "", group: true };
				await tables.chats.join(joined, Date.now());
				await tables.chats.change(platform, chat, { subscribed: true });
			}
		const push = await tables.pushes.add(
			{
				kind: "summary",
				issue: issue.id,
				hash: desk.hash,
				content: JSON.stringify(summarizeIssue(desk, [])),
				state: "approved",
			},
			Date.now(),
		);
		return push.id;
	});
	await store.close();
	return id;
}
