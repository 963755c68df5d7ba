/** Writes into an issue's folder: all of it or nothing. */

import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { stringify } from "yaml";
import { type Issue, IssueFile } from "./issue.ts";

/**
 * Files are staged first and renamed when all of them are on the disk, `issue.yml` last: a full disk or a crash leaves the
 * issue as it was. Call it under the knowledge folder's lock.
 */
export async function writeIssue(
	knowledgeDir: string,
	issue: Issue,
	articles: ReadonlyMap<string, string>,
	obsolete: readonly string[],
): Promise<void> {
	const issuesDir = path.join(knowledgeDir, "issues");
	const issueDir = path.join(issuesDir, issue.id);
	const files = new Map([...articles, [ISSUE_FILE, formatIssue(issue)]]);
	await removeLeftovers(issuesDir);
	const staging = path.join(issuesDir, `${STAGING}${process.pid}`);
	try {
		await mkdir(staging, { recursive: true });
		for (const [file, text] of files)
			await writeDurably(path.join(staging, file), text);
		if ((await readdir(issueDir).catch(() => [])).length === 0) {
			await rm(issueDir, { recursive: true, force: true });
			await rename(staging, issueDir);
		} else {
			const place = (file: string) =>
				rename(path.join(staging, file), path.join(issueDir, file));
			for (const file of articles.keys()) await place(file);
			// Only now: what was put together of two files stands in one.
			for (const file of obsolete)
				await rm(path.join(issueDir, file), { force: true });
			// The last: as long as it is the old one, the next run knows what is left to do.
			await place(ISSUE_FILE);
		}
	} finally {
		await rm(staging, { recursive: true, force: true });
	}
}

const ISSUE_FILE = "issue.yml";
const STAGING = ".staging-";

export function formatIssue({ id: _, ...issue }: Issue): string {
	return stringify(IssueFile.parse(issue), { lineWidth: 0 });
}

export async function writeDurably(file: string, text: string): Promise<void> {
	const handle = await open(file, "w");
	try {
		await handle.writeFile(text);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Folders that a killed run left behind; the lock says that no other run is using them. */
async function removeLeftovers(issuesDir: string): Promise<void> {
	const names = await readdir(issuesDir).catch(() => []);
	for (const name of names.filter((entry) => entry.startsWith(STAGING)))
		await rm(path.join(issuesDir, name), { recursive: true, force: true });
}
