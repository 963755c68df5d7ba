/** The one line below a quote that warns its reader: a deadline gone, a time that hangs on the issue, a damaged page. */

import type { Quote } from "../../answering/answer.ts";
import { besideDamage } from "../../answering/damage-near.ts";
import { passedDeadline, relativeTime } from "../../answering/print-notes.ts";
import { fill, type Wording } from "../wording.ts";

/** Null where nothing needs to be said. What matters more comes first. */
export function noteLine(
	quotes: readonly Quote[],
	{ answer: words }: Wording,
	today: Date,
): string | null {
	const notes = [
		first(quotes, (quote) => {
			const date = passedDeadline(quote.text, dateOf(quote), today);
			return date && fill(words.passed, { date });
		}),
		first(quotes, (quote) => (quote.breaksOff ? words.broken_off : null)) ??
			first(quotes, (quote) => (besideDamage(quote) ? words.damaged : null)),
		first(quotes, (quote) => {
			const word = relativeTime(quote.text);
			const date = dateOf(quote);
			// A document without an issue (a policy, a FAQ) has no day of printing to hang on.
			if (!word || !quote.article.issue) return null;
			return date
				? fill(words.dated, { word, date })
				: fill(words.undated, { word });
		}),
	].filter((note) => note !== null);
	return notes.length > 0 ? notes.join(";") : null;
}

function dateOf({ article }: Quote): string | null {
	return article.issue?.date ?? null;
}

/** The note on the first quote that needs it. */
function first(
	quotes: readonly Quote[],
	noteOn: (quote: Quote) => string | null,
): string | null {
	for (const quote of quotes) {
		const note = noteOn(quote);
		if (note !== null) return note;
	}
	return null;
}
