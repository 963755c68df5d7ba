/** The briefs that an article could be cut to: whole sentences and sentences trimmed at clause ends, in printed order. */

import {
	clauseEnds,
	type ProtectedSpan,
	protectedSpans,
} from "../knowledge/protected.ts";

/** A sentence, or what is left of it without its first or last clauses. */
export interface Piece {
	/** Its sentence's place among those that tell something, from 0. */
	position: number;
	/** As it is sent: a cut behind a comma ends in a full stop. */
	text: string;
	/** Clauses are missing at its end. */
	trimmed: boolean;
}

export type Brief = readonly Piece[];

/** Later sentences never made a brief in broadcast news, and the choice would grow with their square. */
const MAX_SENTENCES = 14;
/** The third sentence of a brief stands close behind the second, and early. */
const THIRD_WITHIN = 3;
const SECOND_BEFORE_THIRD = 4;
/** What is left of a trimmed sentence says something from here on. */
const MIN_TRIMMED = 14;

/** All briefs of at most `maxChars` characters from `telling` sentences. Empty when none fits, however trimmed. */
export function possibleBriefs(
	telling: readonly string[],
	phrases: readonly string[],
	maxChars: number,
): Brief[] {
	const sentences = piecesOf(
		telling.slice(0, MAX_SENTENCES),
		phrases,
		maxChars,
	);
	const briefs: Brief[] = [];
	const extend = (brief: Brief, from: number, to: number, left: number) => {
		for (let next = from; next < Math.min(to, sentences.length); next++) {
			for (const piece of sentences[next] as Piece[]) {
				const rest = left - piece.text.length;
				if (rest < 0) continue;
				const longer = [...brief, piece];
				briefs.push(longer);
				if (longer.length === 1)
					extend(longer, next + 1, sentences.length, rest);
				else if (longer.length === 2 && next < SECOND_BEFORE_THIRD)
					extend(longer, next + 1, next + 1 + THIRD_WITHIN, rest);
			}
		}
	};
	extend([], 0, sentences.length, maxChars);
	return briefs;
}

/** The ways to print each sentence, the whole one among them. */
function piecesOf(
	sentences: readonly string[],
	phrases: readonly string[],
	maxChars: number,
): Piece[][] {
	return sentences.map((text, position) =>
		trimmings(text, protectedSpans(text, phrases), maxChars).map((piece) => ({
			position,
			...piece,
		})),
	);
}

/** The sentence whole, and cut behind or before clauses where nothing protected lies and no thought is left open. */
function trimmings(
	text: string,
	spans: readonly ProtectedSpan[],
	maxChars: number,
): Trimming[] {
	const ends = [
		0,
		...clauseEnds(text, spans).filter((end) => end < text.length),
		text.length,
	];
	const starts = [0];
	for (let i = 1; i < ends.length - 1; i++) {
		const dropped = text.slice(ends[i - 1], ends[i]);
		const rest = text.slice(ends[i]);
		if (!MERE_FRAME.test(dropped) || NEEDS_SUBJECT.test(rest)) break;
		starts.push(ends[i] as number);
	}
	return starts.flatMap((start) =>
		ends.flatMap((end, i): Trimming[] => {
			if (end <= start || end - start > maxChars) return [];
			if (end === text.length)
				return [{ text: closed(text.slice(start)), trimmed: false }];
			const last = text.slice(Math.max(start, ends[i - 1] as number), end);
			const kept = text.slice(start, end);
			if (kept.length < MIN_TRIMMED || staysOpen(last, last === kept))
				return [];
			return [{ text: closed(kept), trimmed: true }];
		}),
	);
}

type Trimming = Pick<Piece, "text" | "trimmed">;

/** Ends in a full stop what ends in a comma, or without a mark: a row of a notice. */
function closed(text: string): string {
	return text.replace(/[，,；;]?$/, (mark) =>
		mark === "" && /[。！？!?…][”’」』）)》】]*$/.test(text) ? "" : "。",
	);
}

/** Clauses that a reader can do without: who told the reporter, and why or against what it was done. Dates are news. */
const MERE_FRAME =
	/^(?:据[^，,]{0,20}|此外|另外|同时|与此同时|为了?[^，,]{3,30}|随着[^，,]{3,30}|针对[^，,]{3,40}|面对[^，,]{3,40})[，,]$/;

/** Begins in the middle of a thought. */
const NEEDS_SUBJECT =
	/^(?:并|也|还|就|则|将|而|对|把|向|为|以|使|让|从|在|由|但|却|可|其|不|已|又|再|更|来|去|是|有|被)/;

/** A clause behind which a reader waits for more. */
function staysOpen(clause: string, alone: boolean): boolean {
	return (
		OPEN_END.test(clause) ||
		(alone && OPEN_START.test(clause)) ||
		MERE_FRAME.test(clause)
	);
}

const OPEN_END =
	/(?:时|后|以来|期间|中|下|之际|前|同时|的是|了解到|获悉|悉|称|说|表示|介绍|认为|指出|上|起|里|内|月|日|年|号|今天|昨天|方式|为|是|和|与|及|的)[，,]$/;
const OPEN_START =
	/^(?:为|随着|当|一方面|针对|面对|据|根据|按照|经|通过|自|从|在|截至|至|到|对|将|把|由|连日|近日|日前|目前|今|昨|去年|本月|围绕|依托|聚焦|作为|考虑到)/;
