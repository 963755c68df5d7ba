/** Finds what an earlier question of the same person adds to this one, and where a new subject begins. */

import type { Article } from "../knowledge/article.ts";
import type { Place } from "../knowledge/gazetteer.ts";
import { analyzeQuery } from "../search/analyzer.ts";
import type { ArticleIndex } from "../search/article-index.ts";
import { readExpected, withoutAsking } from "./answer-kind.ts";
import { namesNothing } from "./bare.ts";
import { completeEllipsis } from "./ellipsis.ts";
import { requiredKinds } from "./evidence.ts";

/** What is being talked about. */
export interface Topic {
	/** The questions about it so far, folded, oldest first; the first one names it. */
	questions: string[];
	/** The article that it stands in; null where the paper has none. */
	article: Article | null;
	/** Places that the questions named. */
	places: Place[][];
}

/** What can be asked about a folded question. */
export interface Surroundings {
	index: ArticleIndex;
	/** Its naming words, without places. */
	words(folded: string): string[];
	places(folded: string): Place[][];
	/** The places as they are written in it. */
	placeNames(folded: string): string[];
	/** Whether the paper has anything near to it. */
	knows(folded: string): boolean;
	prints(article: Article, word: string): boolean;
	/** How much of the terms the article prints, by their weight. */
	mass(article: Article, terms: readonly string[]): number;
	/** The weight of one term that tells one article from the others. */
	telling: number;
	/** The article that a search finds and that prints the places. */
	bestArticle(query: string, places: Place[][]): Article | null;
}

/** The new question has its own subject when another article holds this much more of it than the one talked about. */
const NEW_SUBJECT = 1.5;
/** … and also when it prints all the naming words, but less than this share of what another article holds. */
const SAME_SUBJECT = 0.6;
/** Behind 那 a subject of its own is so many times as telling as what tells one article from the others … */
const OWN_SUBJECT = 1.3;
/** … and in 那学费呢, which asks nothing itself. */
const OWN_SUBJECT_ALONE = 2;

/** Words that point at what was said before. */
const POINTING =
	/^(?:这|它|他|她|其|该|呢)|(?:^|[,在从去到上给跟])那(?:边|儿|里|天|时候?|些|位|种|会儿?|个|篇|次)|这篇|这个|这条|这次|它|(?<!其)他|她|刚才|上面|也(?:要|能|可以|有)|剩下|其他|另外|还有/;
/** Words that join a question to the one before, or only begin it: 那. */
const JOINING = /^(?:那|还|也|又|然后|再)|呢[?]?$/;
/** What people ask a machine between two questions; 笑话 and 天气 stand in papers as well. */
const DETOUR =
	/^(?:你|请|能|会|不会|给我|帮我|再|来)*(?:讲|说|唱|写|背|来)(?:一?[个首段点]|一下)?(?:笑话|故事|歌|诗|古诗|谜语|段子|绕口令)|天气(?:怎么样|如何|咋样|好吗|预报)?[?]?$|(?:会不会|要不要|会)?下雨[吗么]?[?]?$|^(?:现在|今天)(?:是)?(?:几点|几号|星期几|周几)/;
/** What a question may say besides its asking words without saying anything new. */
const EMPTY =
	/[去今明前后]年|[上下]一?[次届期]|那(?:里头|里面|边|儿|里|天|个|些|位|次|时候?)?|这(?:里头|里面|边|儿|里|个|些|位|次)?|里头|里面|他们?|她们?|它们?|[都还也又再就有是的了去来给在要呢,?\s]/g;

/** What the questions so far are about, the last one above all; null before the first. */
export function readTopic(
	context: readonly string[],
	around: Surroundings,
): Topic | null {
	let topic: Topic | null = null;
	for (const said of context) {
		if (DETOUR.test(said)) continue;
		const { question, leaning } = complete(topic, said, around);
		// What the paper knows nothing of leaves the subject where it was.
		if (topic !== null && !leaning && !around.knows(question)) continue;
		const before: string[] = topic !== null && leaning ? topic.questions : [];
		const questions: string[] = [...before, question];
		const places: Place[][] = questions.flatMap((q) => around.places(q));
		topic = {
			questions,
			places,
			// The question that named the subject finds it best.
			article:
				topic !== null && leaning
					? topic.article
					: around.bestArticle(question, places),
		};
	}
	return topic;
}

/** A question with what it leaves out. */
export interface Completed {
	/** Folded. */
	question: string;
	/** It needs the topic to be understood. */
	leaning: boolean;
	/** … and can be about nothing else. */
	bound: boolean;
}

export function complete(
	topic: Topic | null,
	folded: string,
	around: Surroundings,
): Completed {
	if (topic === null) return { question: folded, leaning: false, bound: false };
	const whole = completeEllipsis(
		folded,
		lastWithSubject(topic, around),
		around.placeNames,
	);
	if (whole === null) {
		const leaning = leansOn(topic, folded, around);
		const bound =
			leaning &&
			(saysNothingNew(folded) ||
				hangs(topic, folded, around) ||
				(pointsBack(folded) && !namesItsOwn(topic, folded, around)));
		return { question: folded, leaning, bound };
	}
	// With its place changed it is about another place's article.
	const leaning = around.placeNames(folded).length === 0;
	return { question: whole, leaning, bound: leaning };
}

/** 那工伤怎么申请, where the article that is talked about prints no 工伤; 那学费呢 only names what is missing. */
function namesItsOwn(
	{ article }: Topic,
	folded: string,
	around: Surroundings,
): boolean {
	return (
		article !== null &&
		/^那/.test(folded) &&
		!POINTING.test(folded) &&
		!/呢[?]?$/.test(folded) &&
		requiredKinds(readExpected(folded).kinds).length === 0 &&
		around.words(folded).some((word) => !around.prints(article, word))
	);
}

/** The last question; where it leans on the one that named the subject and its place, behind those. */
function lastWithSubject({ questions }: Topic, around: Surroundings): string {
	const last = questions.at(-1) ?? "";
	const named = questions.find(
		(question) => around.places(question).length > 0,
	);
	return named === undefined || around.places(last).length > 0
		? last
		: `${withoutAsking(named)} ${last}`;
}

/** Whether a folded question needs the topic to be understood. */
function leansOn(topic: Topic, folded: string, around: Surroundings): boolean {
	if (POINTING.test(folded)) return true;
	const joined = JOINING.test(folded);
	const words = around.words(folded);
	if (around.places(folded).length > 0) return joined && words.length === 0;
	if (saysNothingNew(folded) || hangs(topic, folded, around)) return true;
	const { article } = topic;
	const about = withoutAsking(folded);
	const terms = analyzeQuery(about);
	const elsewhere = around.index
		.search(about, { limit: 3 })
		.map((hit) => around.mass(hit.article, terms));
	const most = Math.max(0, ...elsewhere);
	const alone = /呢[?]?$/.test(folded) ? OWN_SUBJECT_ALONE : OWN_SUBJECT;
	if (most < (joined ? alone : 1) * around.telling) return true;
	if (article === null) return joined;
	const here = around.mass(article, terms);
	if (around.words(about).some((word) => !around.prints(article, word)))
		return here * NEW_SUBJECT > most;
	return joined || here >= SAME_SUBJECT * most;
}

export function pointsBack(folded: string): boolean {
	return POINTING.test(folded) || JOINING.test(folded);
}

/** 在哪, 那里头都有啥, 票上哪领: at most single verbs are left besides what asks and points. */
export function saysNothingNew(folded: string): boolean {
	return !/[一-龥a-z\d]{2}/.test(withoutAsking(folded).replace(EMPTY, " "));
}

/** 奖金多少, 几点结束, 多久出结果: only what is asked for is named, not of what. */
function hangs(topic: Topic, folded: string, around: Surroundings): boolean {
	const { kinds, attribute } = readExpected(folded);
	const left = withoutAsking(folded).replace(EMPTY, "");
	// 体检要多久: a subject that the paper knows, and not from the article that is talked about.
	const isOwn =
		!namesNothing(folded) &&
		topic.article !== null &&
		!around.prints(topic.article, left) &&
		around.knows(left);
	return (
		!isOwn &&
		requiredKinds(kinds).length > 0 &&
		folded.length <= MAX_HANGING &&
		left.length <= MAX_HANGING_WORDS &&
		around
			.words(folded)
			.every(
				(word) =>
					attribute?.includes(word) ||
					(topic.article !== null && around.prints(topic.article, word)),
			)
	);
}

/** In characters; a word and its verb. */
const MAX_HANGING = 6;
const MAX_HANGING_WORDS = 3;
