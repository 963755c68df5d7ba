/** An edition of the paper as `issue.yml` holds it. */

import { z } from "zod";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One raw page that was read: its printed number, the file's name and the SHA-256 of its bytes. */
export const PageSource = z.object({
	page: z.string().nullable(),
	source: z.string(),
	sha256: Sha256,
	/** The article files that were written from it, as they were written: shows which of them people edited since. */
	articles: z.array(z.object({ file: z.string(), sha256: Sha256 })).default([]),
});
export type PageSource = z.infer<typeof PageSource>;

export const IssueFile = z.object({
	status: z.enum(["draft", "published"]),
	paper: z.string().nullable(),
	date: z.iso.date().nullable(),
	imported: z.iso.datetime(),
	/** When it was first published; a draft with such a time was withdrawn. */
	published: z.iso.datetime().nullable().default(null),
	pages: z.array(PageSource),
	/** Names the order that changed it last: what is ordered twice, as after a crash, is done once. */
	lastEdit: z.string().optional(),
});
export type IssueFile = z.infer<typeof IssueFile>;

export interface Issue extends IssueFile {
	id: string;
}

/** A name that can stand as a folder's: letters, digits, `.`, `_` and `-`, not at the start a mark, at most 64. */
export function isIssueId(id: string): boolean {
	return /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(id);
}
