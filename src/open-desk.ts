/** The desk over the knowledge folder: every room that it takes, put together. */

import { createHash } from "node:crypto";
import { ingest } from "./ingest/ingest.ts";
import { InputError } from "./ingest/input-error.ts";
import { createPageReader } from "./ingest/read-page.ts";
import { createGazetteer } from "./knowledge/gazetteer.ts";
import { changeIssue, readIssue } from "./knowledge/issue-desk.ts";
import { KnowledgeBusyError } from "./knowledge/knowledge-lock.ts";
import { listIssues } from "./knowledge/save-issue.ts";
import type { Desk, DeskIssue } from "./publishing/desk.ts";
import { editIssue } from "./publishing/edit-issue.ts";
import { summarizeIssue } from "./publishing/issue-summary.ts";

export interface DeskParts {
	knowledgeDir: string;
	/** Official wording that is never cut. */
	phrases: () => readonly string[];
	now: () => Date;
	/** Articles that members see may have changed. */
	onPublic(): Promise<void>;
}

export function openDesk(parts: DeskParts): Desk {
	const { knowledgeDir, phrases, now } = parts;
	/** Made when it is needed: most processes never read a page. */
	let reader: ReturnType<typeof createPageReader> | null = null;

	async function read(issue: string) {
		try {
			return await readIssue(knowledgeDir, issue);
		} catch {
			// Its issue.yml cannot be read; the log tells of it.
			return null;
		}
	}

	async function bringIn(
		...[file, into, replaces]: Parameters<Desk["bringIn"]>
	): ReturnType<Desk["bringIn"]> {
		const known = await issueWith(file.bytes);
		if (known !== null && !replaces)
			return { desk: known, numbers: [], doubts: [], known: true };
		reader ??= createPageReader(createGazetteer());
		const request = {
			files: [file],
			knowledgeDir,
			draft: true,
			force: replaces,
			dryRun: false,
		};
		const alone = await ingest({ ...request, dryRun: true }, reader, now);
		const target = into === null ? null : await read(into);
		// A page without a date goes to the others; one that prints another date or another paper is of another issue.
		const joins =
			target !== null &&
			target.issue.status === "draft" &&
			alone.saved === null &&
			isOfOne(alone.issue, target.issue) &&
			!(await isKnown(alone.issue.id));
		const report = await ingest(
			joins ? { ...request, issue: target.issue.id } : request,
			reader,
			now,
		);
		const desk = await readIssue(knowledgeDir, report.issue.id);
		if (!desk) throw new Error(`${report.issue.id} is gone`);
		const { saved } = report;
		const files = new Set([
			...(saved?.written ?? []),
			...(saved?.unchanged ?? []),
			...(saved?.kept ?? []),
		]);
		return {
			desk,
			numbers: desk.articles
				.filter((one) => files.has(one.file))
				.map(({ number }) => number),
			// On the command line there is an option for it.
			doubts: report.warnings.map((line) =>
				line.replace("(要覆盖请加 --force)", ""),
			),
			known: false,
		};
	}

	/** What one prints the other prints as well, or nothing; a page with a paper's name is none of an issue without any fact. */
	function isOfOne(
		page: Pick<DeskIssue["issue"], "date" | "paper">,
		issue: Pick<DeskIssue["issue"], "date" | "paper">,
	): boolean {
		const agree = (a: string | null, b: string | null) =>
			a === null || b === null || a === b;
		const isBare = page.date === null && page.paper === null;
		const isNamed = issue.date !== null || issue.paper !== null;
		return (
			agree(page.date, issue.date) &&
			agree(page.paper, issue.paper) &&
			(isBare || isNamed)
		);
	}

	/** The issue in which this very page stands already. */
	async function issueWith(bytes: Uint8Array): Promise<DeskIssue | null> {
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		const { issues } = await listIssues(knowledgeDir);
		const found = issues.find(({ pages }) =>
			pages.some((page) => page.sha256 === sha256),
		);
		return found ? read(found.id) : null;
	}

	/** The page itself, or another one of its date, is there already. */
	async function isKnown(issue: string): Promise<boolean> {
		return (await readIssue(knowledgeDir, issue)) !== null;
	}

	return {
		async bringIn(...args) {
			try {
				return await bringIn(...args);
			} catch (error) {
				if (error instanceof InputError)
					return error.code === "replaces"
						? { problem: "replaces" }
						: { problem: "input", why: error.message };
				if (error instanceof KnowledgeBusyError) return { problem: "busy" };
				throw error;
			}
		},
		async issues() {
			const { issues } = await listIssues(knowledgeDir);
			return issues
				.sort((a, b) => (a.imported < b.imported ? 1 : -1))
				.map(({ id }) => id);
		},
		read,
		async edit(issue, edit, key) {
			let problem: ReturnType<typeof editIssue> | null = null;
			try {
				const desk = await changeIssue(knowledgeDir, issue, (before) => {
					if (before.issue.lastEdit === key) return null;
					const change = editIssue(before, edit);
					if (!("problem" in change))
						return { ...change, issue: { ...change.issue, lastEdit: key } };
					problem = change;
					return null;
				});
				if (problem !== null) return problem;
				if (desk?.issue.status === "published") await parts.onPublic();
				return desk;
			} catch (error) {
				if (error instanceof KnowledgeBusyError) return { problem: "busy" };
				throw error;
			}
		},
		async publish(issue, hash) {
			let published = false;
			let same = false;
			await changeIssue(knowledgeDir, issue, (desk) => {
				same = desk.hash === hash;
				if (!same) return null;
				if (desk.issue.status === "published") return null;
				published = true;
				return {
					issue: {
						status: "published",
						published: desk.issue.published ?? now().toISOString(),
					},
				};
			});
			if (published) await parts.onPublic();
			return same;
		},
		summarize: (desk) => summarizeIssue(desk, phrases()),
	};
}
