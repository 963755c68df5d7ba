/** Decides what an earlier question of the same person adds to this one. */

import type { ArticleHit, ArticleIndex } from "../search/article-index.ts";

/** Only the last question: older ones are rarely what 那…呢 points at. */
const LOOK_BACK = 1;
/** The new question has its own subject when another article holds this much more of its words than the one talked about. */
const NEW_SUBJECT = 1.5;

/** Words that point at what was said before. */
const POINTING =
	/^(?:那|这|它|他|她|其|该|还|也|又|然后|再|呢)|这篇|这个|这条|那个|那篇|这次|那次|它|他|她|刚才|上面|呢[?]?$|也(?:要|能|可以|有)|剩下|其他|另外|还有/;

export interface Conversation {
	/** The earlier question that completes this one; null when this one stands alone. */
	subject: string | null;
	/** The words point at what was said before. */
	pointing: boolean;
}

/**
 * @param own distinct terms of the question itself.
 * @param namesPlace whether the question names a place of its own.
 */
export function readFollowUp(
	folded: string,
	own: readonly string[],
	context: readonly string[],
	index: ArticleIndex,
	namesPlace: boolean,
): Conversation {
	const subject = context.slice(-LOOK_BACK)[0];
	if (subject === undefined) return { subject: null, pointing: false };
	const pointing = POINTING.test(folded);
	if (pointing) return { subject, pointing };
	if (namesPlace) return { subject: null, pointing };
	const [talkedOf] = index.search(subject, { limit: 1 });
	const alone = index.search(folded, { limit: 10 });
	if (!talkedOf) return { subject: null, pointing };
	const there = alone.find((hit) => hit.article === talkedOf.article);
	const known = own.filter((term) => index.has(term));
	if (known.length > 0 && bestScore(alone) > NEW_SUBJECT * (there?.score ?? 0))
		return { subject: null, pointing };
	return { subject, pointing };
}

function bestScore(hits: readonly ArticleHit[]): number {
	return hits[0]?.score ?? 0;
}
