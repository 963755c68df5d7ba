/** How a message is written, for whoever reads it without a search. */

import { fold, hasTraditional } from "../search/fold.ts";

export interface Writing {
	/** Half-width, lower case, simplified; of the same length as the message. */
	folded: string;
	/** Whether it is written in traditional characters. */
	traditional: boolean;
}

export function readWriting(message: string): Writing {
	return { folded: fold(message), traditional: hasTraditional(message) };
}
