/** Turns an English question into the paper's Chinese: the content words first, the question words last. */

import type { ArticleIndex } from "../article-index.ts";
import type { Dictionary } from "./dictionary.ts";
import { type Glossary, MAX_PHRASE_WORDS } from "./glossary.ts";
import { readRomanised } from "./romanised.ts";
import { stem } from "./stem.ts";
import { isPinyin } from "./syllables.ts";
import { type Vocabulary, vocabularyOf } from "./vocabulary.ts";

/**
 * The question in Chinese words (`words` in lower case, with figures), or null when too few of them are known.
 * Of several renderings that one is taken which articles print together with the others. A name is looked for by its sound.
 */
export function readEnglish(
	words: readonly string[],
	index: ArticleIndex,
	glossary: Glossary,
	dictionary: Dictionary,
): string | null {
	const vocabulary = vocabularyOf(index);
	const { items, asking } = readItems(words, glossary);
	const content = items.filter(
		(item) => item.kind === "word" || item.kind === "unknown",
	);
	const known = content.filter(
		(item) => item.kind === "word" || nameOf([item], [], index, dictionary),
	);
	if (content.length > 0 && known.length < KNOWN_SHARE * content.length)
		return null;
	const named = nameItems(items, index, dictionary);
	const chosen = chooseRenderings(headsLast(named), vocabulary, index);
	const text = join(chosen, vocabulary);
	const question = askLast(asking, words, chosen);
	if (text + question === "") return null;
	return GOES_FIRST.has(question) ? question + text : text + question;
}

/** Ways of asking that stand before the verb: 怎么入会. */
const GOES_FIRST = new Set(["怎么", "为什么"]);

/** So much of what is said must be understood; otherwise the question is not guessed at. */
const KNOWN_SHARE = 0.5;

interface Item {
	/** `of` turns its neighbours round, `gap` parts them, `unknown` may be a name. */
	kind: "word" | "unknown" | "of" | "gap";
	/** What it may be in Chinese; the word itself where unknown. */
	renderings: readonly string[];
	/** It stands right behind how many or what. */
	counted?: boolean;
}

function readItems(
	words: readonly string[],
	glossary: Glossary,
): { items: Item[]; asking: string[] } {
	const items: Item[] = [];
	const asking: string[] = [];
	let counting = false;
	for (let at = 0; at < words.length; ) {
		const word = words[at] as string;
		const question = longest(words, at, glossary.questions);
		const entry = longest(words, at, glossary.words);
		// Further on who and which only refer back, unless they are strung together (when and where).
		const asks =
			question !== null &&
			(asking.length === 0 ||
				(question.size > 1 && !question.value.endsWith("吗")) ||
				words[at - 1] === "and" ||
				words[at - 1] === "or");
		if (question && asks && question.size >= (entry?.size ?? 0)) {
			asking.push(question.value);
			counting = question.value === COUNTED || question.value === WHAT;
			at += question.size;
			continue;
		}
		if (entry) {
			items.push({ kind: "word", renderings: entry.value, counted: counting });
			at += entry.size;
			continue;
		}
		if (word === "of") items.push({ kind: "of", renderings: [] });
		else if (/^\d/.test(word))
			items.push({ kind: "word", renderings: [withYear(word)] });
		else if (question || glossary.ignored.has(word)) {
			if (!ARTICLES.has(word)) {
				items.push({ kind: "gap", renderings: [] });
				counting = false;
			}
		} else items.push({ kind: "unknown", renderings: [word] });
		at++;
	}
	return { items, asking };
}

/** Ways of asking that a noun may follow: how many lessons, what activities. */
const COUNTED = "多少";
const WHAT = "什么";
const ARTICLES = new Set(["a", "an", "the"]);

function withYear(figure: string): string {
	return /^(?:19|20)\d\d$/.test(figure) ? `${figure}年` : figure;
}

function longest<T>(
	words: readonly string[],
	at: number,
	phrases: ReadonlyMap<string, T>,
): { size: number; value: T } | null {
	const stems = words.slice(at, at + MAX_PHRASE_WORDS).map(stem);
	for (let size = stems.length; size > 0; size--) {
		const value = phrases.get(stems.slice(0, size).join(" "));
		if (value !== undefined) return { size, value };
	}
	return null;
}

/** Neighbouring unknown words as one name where that is printed; otherwise each for itself. */
function nameItems(
	items: readonly Item[],
	index: ArticleIndex,
	dictionary: Dictionary,
): Item[] {
	const around = items
		.filter(({ kind }) => kind === "word")
		.flatMap(({ renderings }) => renderings);
	const named: Item[] = [];
	for (let at = 0; at < items.length; ) {
		const item = items[at] as Item;
		if (item.kind !== "unknown") {
			named.push(item);
			at++;
			continue;
		}
		let end = at;
		while (items[end]?.kind === "unknown") end++;
		let size = Math.min(end - at, MAX_NAME_WORDS);
		let name = nameOf(items.slice(at, at + size), around, index, dictionary);
		while (name === null && size > 1)
			name = nameOf(items.slice(at, at + --size), around, index, dictionary);
		if (name) named.push({ kind: "word", renderings: [name] });
		else if (isForeign(item)) named.push({ ...item, kind: "word" });
		at += size;
	}
	return named;
}

/** Family and given name, the latter in up to two words. */
const MAX_NAME_WORDS = 3;

/** A word that sounds Chinese but is not printed, or has figures, names something that the paper does not know. */
function isForeign({ renderings: [word = ""] }: Item): boolean {
	return /\d/.test(word) || (word.length > 3 && isPinyin(word));
}

function nameOf(
	items: readonly Item[],
	around: readonly string[],
	index: ArticleIndex,
	dictionary: Dictionary,
): string | null {
	const words = items.map(({ renderings: [word = ""] }) => word);
	if (words.length === 1 && index.has(words[0] as string))
		return words[0] as string;
	const name = readRomanised(words, around.join(" "), index, dictionary);
	return name && name.pieces.length === 1 && name.understood === 1
		? name.text
		: null;
}

/** Team of the mill → mill team: what `of` joins stands the other way round in Chinese. */
function headsLast(items: readonly Item[]): Item[] {
	const turned = [...items];
	for (let at = turned.length - 1; at >= 0; at--) {
		if (turned[at]?.kind !== "of") continue;
		let from = at;
		while (turned[from - 1]?.kind === "word") from--;
		let to = at + 1;
		while (turned[to]?.kind === "word") to++;
		const heads = turned.slice(from, at);
		turned.splice(from, to - from, ...turned.slice(at + 1, to), ...heads);
	}
	return turned.filter(({ kind }) => kind === "word");
}

interface Chosen {
	text: string;
	counted: boolean;
}

/** Standing in the same article counts most, then following the word before in print, then the glossary's own order. */
const TOGETHER = 2;
const FOLLOWS = 0.6;
const ORDER_COST = 0.1;

function chooseRenderings(
	items: readonly Item[],
	vocabulary: Vocabulary,
	index: ArticleIndex,
): Chosen[] {
	const printedIn = new Map<string, readonly number[]>();
	for (const rendering of items.flatMap(({ renderings }) => renderings))
		printedIn.set(
			rendering,
			/^[一-龥]{2,}$/.test(rendering) ? vocabulary.printing(rendering) : [],
		);
	const scores = new Map<number, number>();
	for (const { renderings } of items) {
		const weights = new Map<number, number>();
		for (const rendering of renderings) {
			const articles = printedIn.get(rendering) ?? [];
			const weight = Math.log(
				1 + index.articles.length / (0.5 + articles.length),
			);
			for (const article of articles)
				weights.set(article, Math.max(weights.get(article) ?? 0, weight));
		}
		for (const [article, weight] of weights)
			scores.set(article, (scores.get(article) ?? 0) + weight);
	}
	const best = Math.max(1e-9, ...scores.values());
	const chosen: Chosen[] = [];
	for (const { renderings, counted } of items) {
		const before = chosen.at(-1)?.text ?? "";
		const rated = renderings.map((text, n) => {
			const articles = printedIn.get(text) ?? [];
			const share =
				articles.reduce((max, id) => Math.max(max, scores.get(id) ?? 0), 0) /
				best;
			const follows = before !== "" && prints(before + text, vocabulary);
			return {
				text,
				score: TOGETHER * share + Number(follows) * FOLLOWS - ORDER_COST * n,
			};
		});
		const top = rated.reduce((a, b) => (b.score > a.score ? b : a));
		if (!chosen.some(({ text }) => text === top.text))
			chosen.push({ text: top.text, counted: counted ?? false });
	}
	return chosen;
}

function prints(run: string, vocabulary: Vocabulary): boolean {
	return /^[一-龥]{2,}$/.test(run) && vocabulary.printing(run).length > 0;
}

/** Words that articles print one behind the other are written so; the others are kept apart. */
function join(chosen: readonly Chosen[], vocabulary: Vocabulary): string {
	let text = "";
	let last = "";
	for (const { text: next } of chosen) {
		const together = last === "" || prints(last + next, vocabulary);
		text += together ? next : ` ${next}`;
		last = next;
	}
	return text;
}

function askLast(
	asking: readonly string[],
	words: readonly string[],
	chosen: readonly Chosen[],
): string {
	const questions = asking.map((question) =>
		question === COUNTED
			? countOf(chosen)
			: question === WHAT
				? whatOf(words, chosen)
				: question,
	);
	const telling = questions.filter((question) => !VAGUE.has(question));
	if (questions.length > 0)
		return [...new Set(telling.length > 0 ? telling : questions)].join(",");
	const [first = ""] = words;
	if (PERMISSION.has(first)) return "可以吗";
	return AUXILIARIES.has(first) ? "吗" : "";
}

/** Asked beside something clearer, these only wrap it (what is the phone number). */
const VAGUE = new Set(["什么", "是什么", "有哪些"]);

const PERMISSION = new Set(["can", "may", "could"]);
const AUXILIARIES = new Set(
	"is are was were do does did has have will would must should".split(" "),
);

/** What activities are there → 有什么活动. */
function whatOf(words: readonly string[], chosen: readonly Chosen[]): string {
	const noun = chosen.find(({ counted }) => counted)?.text ?? "";
	return words.includes("there") ? `有${WHAT}${noun}` : WHAT + noun;
}

/** The count of the people or companies right behind how many; else of the last word there. */
function countOf(chosen: readonly Chosen[]): string {
	const nouns = chosen.filter(({ counted }) => counted).map(({ text }) => text);
	for (const noun of nouns) {
		if (PEOPLE.test(noun)) return "多少人";
		if (COMPANIES.test(noun)) return "多少家";
	}
	return COUNTED + (nouns.at(-1) ?? "");
}

const PEOPLE = /[人员手师工者生友民模游]$|司机|孩子|子女|夫妻|妇女/;
const COMPANIES = /(?:企业|公司|厂|单位|店|家庭)$/;
