/** Cuts a Chinese text into the words of a dictionary, to tell a word from a slip. */

import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import type { CutWords } from "./respell.ts";

/** The dictionary (40 MB, 150 ms) is read at the first text; no words are guessed that it does not hold. */
export function createCutWords(): CutWords {
	let jieba: Jieba | null = null;
	return (text) => {
		jieba ??= Jieba.withDict(dict);
		return jieba.cut(text, false);
	};
}
