/** Puts the bot's own words into traditional characters for those who ask in them. */

import { Converter } from "opencc-js/cn2t";

export type ToTraditional = (text: string) => string;

/**
 * Characters only, no change of vocabulary: the words stay the union's own. The dictionary takes a fifth of a second to
 * build and few members need it, so it is built at the first use.
 */
export function createToTraditional(): ToTraditional {
	let convert: ToTraditional | null = null;
	return (text) => {
		const converter = convert ?? Converter({ from: "cn", to: "t" });
		convert = converter;
		return converter(text);
	};
}
