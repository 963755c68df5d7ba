/** Puts the bot's own words into traditional characters for those who ask in them. */

import { Converter } from "opencc-js/cn2t";

export type ToTraditional = (text: string) => string;

/** Characters only, no change of vocabulary: the words stay the union's own. */
export function createToTraditional(): ToTraditional {
	return Converter({ from: "cn", to: "t" });
}
