/** An edition of the paper as `issue.yml` holds it. */

import { z } from "zod";

/** One raw page that was read: its printed number, the file's name and the SHA-256 of its bytes. */
export const PageSource = z.object({
	page: z.string().nullable(),
	source: z.string(),
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type PageSource = z.infer<typeof PageSource>;

export const IssueFile = z.object({
	status: z.enum(["draft", "published"]),
	paper: z.string().nullable(),
	date: z
		.string()
		.regex(/^\d{4}-\d{2}-\d{2}$/)
		.nullable(),
	imported: z.iso.datetime(),
	pages: z.array(PageSource),
});
export type IssueFile = z.infer<typeof IssueFile>;

export interface Issue extends IssueFile {
	id: string;
}
