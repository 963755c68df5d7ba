/** What a message shows, before it is given a form. */

import type { KeySpans } from "../../chat/key-spans.ts";
import type { Button, Line } from "../../chat/reply.ts";

export interface Content {
	lines: readonly Line[];
	keys: KeySpans;
	/** None of them empty. */
	rows: readonly Button[][];
}
