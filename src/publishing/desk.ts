/** Where staff work on issues before and after members see them; the port that the composition root fills. */

import type { DeskIssue } from "../knowledge/issue-desk.ts";
import type { Edit, EditProblem } from "./edit-issue.ts";
import type { IssueSummary } from "./issue-summary.ts";

export type { DeskArticle, DeskIssue } from "../knowledge/issue-desk.ts";

export interface DeskFile {
	name: string;
	bytes: Uint8Array;
}

/** Nothing was changed; what to do next, for people. */
export interface DeskProblem {
	problem: "input";
	why: string;
}

/** The page is there already, with other words. */
export interface PageReplaced {
	problem: "replaces";
}

/** Another process is writing to the knowledge folder. */
export interface DeskBusy {
	problem: "busy";
}

export interface BroughtIn {
	desk: DeskIssue;
	/** Numbers of the articles of this file. */
	numbers: number[];
	/** What staff should look at, a line each. */
	doubts: string[];
	/** The file was there already, and nothing has changed. */
	known: boolean;
}

export interface Desk {
	/**
	 * Reads a page into a draft. It belongs to `into` unless its printed date says otherwise, or it is known already.
	 * @param replaces the page of the same name is read anew.
	 */
	bringIn(
		file: DeskFile,
		into: string | null,
		replaces: boolean,
	): Promise<BroughtIn | DeskProblem | PageReplaced | DeskBusy>;
	/** Ids of all issues, the newest import first. */
	issues(): Promise<string[]>;
	/** Null where there is none, or none that can be read. */
	read(issue: string): Promise<DeskIssue | null>;
	/**
	 * The issue as it is then.
	 * @param key of the order: the same one again, as after a crash, changes nothing.
	 */
	edit(
		issue: string,
		edit: Edit,
		key: string,
	): Promise<DeskIssue | EditProblem | DeskBusy | null>;
	/**
	 * Does nothing for an issue that is published already; false for one that is not the same any more.
	 * @throws what the file system does
	 */
	publish(issue: string, hash: string): Promise<boolean>;
	summarize(desk: DeskIssue): IssueSummary;
}
