/** Lists for each term the texts that print it: what an index is made of, and what a snapshot keeps. */

import { analyze } from "./analyzer.ts";

/** Texts are known by their number, from 0 in the order in which they were added. */
export interface Postings {
	/** How many different terms each text has. */
	lengths: number[];
	/** Each term with the texts that print it, ascending, and how often: [term, [text, times, text, times, …]]. */
	terms: [string, number[]][];
}

export class PostingsWriter {
	readonly #terms = new Map<string, number[]>();
	readonly #lengths: number[] = [];

	add(text: string): void {
		const id = this.#lengths.length;
		let different = 0;
		for (const term of analyze(text)) {
			const list = this.#terms.get(term);
			if (list === undefined) {
				this.#terms.set(term, [id, 1]);
				different++;
			} else if (list[list.length - 2] === id) {
				list[list.length - 1] = (list[list.length - 1] as number) + 1;
			} else {
				list.push(id, 1);
				different++;
			}
		}
		this.#lengths.push(different);
	}

	postings(): Postings {
		return { lengths: this.#lengths, terms: [...this.#terms] };
	}
}
