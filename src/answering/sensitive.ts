/** Recognises messages on subjects that the operator does not want the bot to speak about. */

import { fold } from "../search/fold.ts";

export type IsSensitive = (message: string) => boolean;

/**
 * @param words as the operator lists them. Width, case, traditional characters and whatever is put between the
 * characters of a word (spaces, dots, invisible marks) make no difference.
 */
export function createIsSensitive(words: readonly string[]): IsSensitive {
	const listed = words.map(bare).filter((word) => word !== "");
	return (message) => {
		const said = bare(message);
		return listed.some((word) => said.includes(word));
	};
}

const FILLING = /[\s\p{P}\p{S}\p{C}]+/gu;

function bare(text: string): string {
	return fold(text).replace(FILLING, "");
}
