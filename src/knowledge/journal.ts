/** Several files of an issue changed as one, whenever the process is killed: what is to be done is written down first. */

import { readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type Issue, IssueFile } from "./issue.ts";
import { writeDurably, writeIssue } from "./write-issue.ts";

export interface WholeChange {
	issue: Issue;
	/** Texts by file name. */
	written: ReadonlyMap<string, string>;
	/** Files that go. */
	obsolete: readonly string[];
}

const Journal = z.object({
	issue: IssueFile.extend({ id: z.string() }),
	written: z.array(z.tuple([z.string(), z.string()])),
	obsolete: z.array(z.string()),
});

/** Call it under the knowledge folder's lock. */
export async function writeAsOne(
	knowledgeDir: string,
	{ issue, written, obsolete }: WholeChange,
): Promise<void> {
	const file = journalOf(knowledgeDir);
	const staged = `${file}.new`;
	await writeDurably(
		staged,
		JSON.stringify({ issue, written: [...written], obsolete }),
	);
	await rename(staged, file);
	await finishChange(knowledgeDir);
}

/** Does what is still written down, if anything is. Doing it twice does no harm. Call it under the lock. */
export async function finishChange(knowledgeDir: string): Promise<void> {
	const file = journalOf(knowledgeDir);
	const text = await readFile(file, "utf8").catch(() => null);
	if (text === null) return;
	const { issue, written, obsolete } = Journal.parse(JSON.parse(text));
	await writeIssue(knowledgeDir, issue, new Map(written), obsolete);
	await rm(file, { force: true });
}

function journalOf(knowledgeDir: string): string {
	return path.join(knowledgeDir, "issues", ".change.json");
}
