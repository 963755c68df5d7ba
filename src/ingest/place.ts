/** The place that an article is about. */

import type { Gazetteer, PlaceMention } from "../knowledge/gazetteer.ts";
import { type ArticleParts, LEAD } from "./article-parts.ts";
import { isPersonName } from "./byline.ts";

/**
 * The county or city that the article is about, as printed, the city before its district where both stand
 * together (温州市鹿城区). Headlines weigh more than the body, the lead more than the rest.
 */
export function placeOf(
	{ title, subtitle, kicker, body }: ArticleParts,
	gazetteer: Gazetteer,
): string | null {
	const scores = new Map<
		string,
		{ score: number; text: string; order: number }
	>();
	const whole = [kicker, title, subtitle, body].join("\n");
	const weigh = (text: string, weight: (at: number) => number) => {
		for (const chain of chains(gazetteer.find(text), text, gazetteer)) {
			const key = nameKey(chain, gazetteer);
			if (key === null || !isSupported(chain, whole, gazetteer)) continue;
			const known = scores.get(key);
			const printed = text.slice(chain.start, chain.end);
			const score = weight(chain.start) * (chain.full ? 1 : 0.7);
			if (!known) scores.set(key, { score, text: printed, order: scores.size });
			else {
				known.score += score;
				// The fuller form says more: 新昌县 rather than 新昌, 温州市鹿城区 rather than 鹿城区.
				if (printed.length > known.text.length) known.text = printed;
			}
		}
	};
	weigh(title, () => 4);
	weigh(subtitle ?? "", () => 4);
	weigh(kicker ?? "", () => 2);
	weigh(body, (at) => (at < LEAD ? 2.5 : 0.6));
	const best = [...scores.values()].sort(
		(a, b) => b.score - a.score || a.order - b.order,
	)[0];
	return best && best.score >= MIN_PLACE_SCORE ? best.text : null;
}

/** One mention in the lead is enough, one in passing is not. */
const MIN_PLACE_SCORE = 1.7;

interface Chain {
	mentions: PlaceMention[];
	start: number;
	end: number;
	full: boolean;
}

/** Mentions printed one after the other (浙江绍兴新昌县) name one place. Provinces in front are left out of it. */
function chains(
	mentions: readonly PlaceMention[],
	text: string,
	gazetteer: Gazetteer,
): Chain[] {
	const found: Chain[] = [];
	let run: PlaceMention[] = [];
	const close = () => {
		// 怒江州泸水市: a name that the next one does not lie in is a piece of another word.
		const fits = (outer: PlaceMention, inner: PlaceMention) =>
			inner.places.some((place) =>
				outer.places.some((parent) => gazetteer.within(place, parent)),
			);
		while (run.length > 1 && run[0] && run[1] && !fits(run[0], run[1]))
			run.shift();
		// 吉林珲春市: the province in front is not the city of the same name.
		const [outer] = run;
		if (
			run.length > 1 &&
			outer?.places.some((place) => place.level === "province") &&
			!outer.text.endsWith("市")
		)
			run.shift();
		const local = run.filter((mention) =>
			mention.places.some(
				(place) => place.level !== "province" || isMunicipality(place.name),
			),
		);
		const first = local[0];
		const last = local.at(-1);
		if (first && last && !isInsideName(text, last))
			found.push({
				mentions: local,
				start: first.start,
				end: last.end,
				full: local.some((mention) => mention.full),
			});
		run = [];
	};
	for (const mention of mentions) {
		const previous = run.at(-1);
		if (previous && previous.end !== mention.start) close();
		run.push(mention);
	}
	close();
	return found;
}

function isMunicipality(name: string): boolean {
	return /^(?:北京|天津|上海|重庆)市$/.test(name);
}

/** 岳阳楼, 赤水河大道: part of another name. A short county name before a person's title is a person. */
function isInsideName(text: string, mention: PlaceMention): boolean {
	if (mention.full) return false;
	// 伍长海: a surname in front, and nothing before that.
	const name = text.slice(Math.max(0, mention.start - 2), mention.end);
	if (
		name.length === 4
			? !/^\p{Script=Han}/u.test(name) && isPersonName(name.slice(1))
			: name.length === 3 && isPersonName(name)
	)
		return true;
	if (
		/^\p{Script=Han}{0,4}(?:有限公司|公司|集团|机械|食品|纺织|重工|酒店|小学|中学|街道|社区)/u.test(
			text.slice(mention.end, mention.end + 9),
		) &&
		mention.places.every((place) => place.level === "county")
	)
		return true;
	return /^(?:大学|学院|路|街|大道|河|江|湖|山|楼|银行|师傅|先生|女士|说[，,：:])/.test(
		text.slice(mention.end, mention.end + 4),
	);
}

/**
 * 江源, 永胜: a county's short name is a place when it opens the line, as in 新昌给茶农发雨靴, or when the article also
 * prints its full name or what it lies in.
 */
function isSupported(
	chain: Chain,
	whole: string,
	gazetteer: Gazetteer,
): boolean {
	const last = chain.mentions.at(-1);
	return (
		chain.full ||
		chain.start === 0 ||
		(last?.places.some(
			(place) =>
				place.level !== "county" ||
				whole.includes(place.name) ||
				gazetteer.parents(place).some((parent) => whole.includes(parent.short)),
		) ??
			false)
	);
}

/** What makes two mentions the same place: the code of the smallest division named. */
function nameKey(chain: Chain, gazetteer: Gazetteer): string | null {
	const last = chain.mentions.at(-1);
	const places = last?.places ?? [];
	const outer = chain.mentions
		.slice(0, -1)
		.flatMap((mention) => mention.places);
	const fitting = places.filter((place) =>
		outer.some((parent) => gazetteer.within(place, parent)),
	);
	const place = fitting[0] ?? places[0];
	return place ? place.code : null;
}
