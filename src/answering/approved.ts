/** Finds the answer that staff approved for a question, where they did: it goes before the paper's. */

import type { Article } from "../knowledge/article.ts";
import { plainArticle } from "../knowledge/article.ts";
import type { FaqEntry } from "../knowledge/faq.ts";
import type { Gazetteer } from "../knowledge/gazetteer.ts";
import { fold } from "../search/fold.ts";
import type { Answer } from "./answer.ts";
import {
	asksTheCommonPart,
	asksTheSame,
	overlap,
	type QuestionCore,
	readCore,
} from "./question-core.ts";

export interface ApprovedParts {
	/** The approved answers of the moment. */
	entries: () => readonly FaqEntry[];
	/** Without one, a place is the same only when it is written the same. */
	gazetteer: Gazetteer | null;
	/** Today, for answers that hold until a day. */
	now: () => Date;
}

/**
 * The approved answer to a folded question, or null. `talkedOf` is the article that the questions before were about.
 * It answers only what is asked for in other words, never what is merely related: whoever reads it takes it for the union's word.
 */
export type Approved = (
	folded: string,
	talkedOf: Article | null,
) => Omit<Answer, "traditional"> | null;

export function createApproved(parts: ApprovedParts): Approved {
	const known = new WeakMap<FaqEntry, KnownEntry>();
	return (folded, talkedOf) => {
		const today = dayInChina(parts.now());
		const asked = core(folded);
		if (leansOnArticle(asked, talkedOf)) return null;
		const fitting = parts
			.entries()
			.filter(({ until }) => until === null || today <= until)
			.filter((entry) => answers(read(entry), asked));
		// Two that fit the same words (each by its own key words, say): nobody can tell which is meant.
		const exact = fitting.filter((entry) => isWordFor(read(entry), asked));
		const [entry, ...others] = exact.length > 0 ? exact : fitting;
		return entry && others.length === 0 ? inItsWords(entry) : null;
	};

	function read(entry: FaqEntry): KnownEntry {
		let cores = known.get(entry);
		if (!cores) {
			const coreOf = (line: string) => core(fold(line).trim());
			cores = {
				variants: entry.questions.map(coreOf),
				unlike: entry.unlike.map(coreOf),
			};
			known.set(entry, cores);
		}
		return cores;
	}

	/** 新昌 and 新昌县 are one place. */
	function core(folded: string): QuestionCore {
		let rest = folded;
		for (const { text, places } of parts.gazetteer?.find(folded) ?? [])
			rest = rest.replace(text, places[0]?.short ?? text);
		return readCore(rest);
	}
}

interface KnownEntry {
	variants: QuestionCore[];
	/** Questions that look alike and must not get the answer. */
	unlike: QuestionCore[];
}

function answers(entry: KnownEntry, asked: QuestionCore): boolean {
	if (isWordFor(entry, asked)) return true;
	const same = (cores: readonly QuestionCore[]) =>
		cores.filter((core) => asksTheSame(core, asked));
	if (
		same(entry.variants).length === 0 &&
		!asksTheCommonPart(asked, entry.variants)
	)
		return false;
	const alike = same(entry.unlike);
	if (alike.length === 0) return true;
	// Where both ask the same, the nearer wording tells which is meant.
	return nearest(alike, asked) < nearest(entry.variants, asked);
}

function nearest(cores: readonly QuestionCore[], asked: QuestionCore): number {
	return Math.max(0, ...cores.map(({ said }) => overlap(said, asked.said)));
}

/** One of the variants as staff wrote it, but for marks and particles. */
function isWordFor({ variants }: KnownEntry, asked: QuestionCore): boolean {
	const said = asked.said.join("");
	return variants.some((variant) => variant.said.join("") === said);
}

/** So much of a question's own (医疗互助) stands alone, whatever was talked about before. */
const OWN_SUBJECT = 4;

/** 怎么报名, asked about an article that prints 报名, asks about that article. */
function leansOnArticle(
	{ content }: QuestionCore,
	talkedOf: Article | null,
): boolean {
	if (talkedOf === null || content.length >= OWN_SUBJECT) return false;
	return fold(`${talkedOf.title}\n${talkedOf.body}`).includes(content.join(""));
}

function inItsWords({
	id,
	title,
	answer,
	source,
}: FaqEntry): Omit<Answer, "traditional"> {
	const article = plainArticle({ id, title, body: answer, kind: "qa" });
	return {
		status: "answered",
		quotes: [{ text: answer, article }],
		approvedBy: source,
		related: [],
		ranking: [],
	};
}

/** YYYY-MM-DD. China keeps one time, whatever the server's clock says. */
function dayInChina(now: Date): string {
	return new Date(now.getTime() + CHINA_AHEAD_MS).toISOString().slice(0, 10);
}

const CHINA_AHEAD_MS = 8 * 60 * 60_000;
