/** Says what of a question the paper does not print, and what it prints in its stead. */

import type { Answer } from "./answer.ts";
import type { Constraints } from "./constraints.ts";
import type { ReadArticle } from "./reading.ts";

/** More than three examples are a list, not a pointer. */
const MAX_PRINTED = 3;

/**
 * @param what the part of the question that the nearest article lacks, as the question says it.
 * @param asked all limits of the question.
 * @returns null where the nearest article does print it, though not beside an answer: then nothing can be said of it.
 */
export function describeMissing(
	what: string,
	asked: Constraints,
	nearest: ReadArticle,
): NonNullable<Answer["missing"]> | null {
	if (nearest.printed.includes(what)) return null;
	const printed = printedInstead(what, asked, nearest).filter(
		(text) => text !== what,
	);
	return { what, ...(printed.length > 0 && { printed }) };
}

function printedInstead(
	what: string,
	{ years, places, ordinals }: Constraints,
	{ printed, article }: ReadArticle,
): string[] {
	if (years.some((year) => what.startsWith(year)))
		return some(printed.match(/(?<!\d)(?:19|20)\d{2}年/g) ?? []);
	if (places.some((group) => group.some(({ short }) => short === what)))
		return article.place === null ? [] : [article.place];
	const ordinal = ordinals.find(({ printedAs }) => printedAs.includes(what));
	if (ordinal)
		return some(printed.match(new RegExp(ordinal.series.source, "g")) ?? []);
	return [];
}

function some(found: readonly string[]): string[] {
	return [...new Set(found)].slice(0, MAX_PRINTED);
}
