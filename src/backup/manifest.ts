/** What an archive says of itself, and what stands in it. */

import { z } from "zod";

export const MANIFEST = "manifest.json";
export const STATE = "state.sqlite";
export const KNOWLEDGE = "knowledge";

export const Manifest = z.object({
	format: z.literal(1),
	/** ISO 8601. */
	made: z.string(),
	/** Whether there was a state to keep. */
	state: z.boolean(),
	/** Markdown files of the knowledge folder. */
	articles: z.number(),
});
export type Manifest = z.infer<typeof Manifest>;
