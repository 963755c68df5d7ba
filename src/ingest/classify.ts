/** What an article is about: its kind, its place as printed, the organisations it names. */

import type { ArticleKind } from "../knowledge/article.ts";
import type { Gazetteer, PlaceMention } from "../knowledge/gazetteer.ts";
import { isPersonName } from "./byline.ts";

interface Parts {
	kicker: string | null;
	title: string;
	subtitle: string | null;
	body: string;
}

/** Kind by form first (questions and answers, a notice), then by what the lead announces. */
export function kindOf({ kicker, title, subtitle, body }: Parts): ArticleKind {
	const head = [kicker, title, subtitle].filter(Boolean).join(" ");
	const lead = body.slice(0, LEAD);
	const questions =
		body.match(
			/(?:^|\n)\s*(?:问|[Qq])\s*[0-9一二三]?\s*[：:]|(?:^|\n)[^\n。，,]{2,16}(?:来电|来信|咨询|提问|问)[：:]/g,
		)?.length ?? 0;
	const answers =
		body.match(
			/(?:^|\n)\s*(?:答|[Aa])\s*[0-9一二三]?\s*[：:]|(?:^|\n)[^\n。，,]{0,30}(?:回复|答复|解答|答)[：:]/gu,
		)?.length ?? 0;
	const asked = body
		.split("\n")
		.filter(
			(line) => line.length <= 40 && /^[0-9（(①-⑳].*[？?]$/.test(line),
		).length;
	if ((questions >= 1 && answers >= 1) || asked >= 3) return "qa";
	if (
		NOTICE_TITLE.test(title) ||
		(kicker !== null &&
			/^(?:通知公告|公告栏?|通知|公示|启事|告示)$/.test(kicker)) ||
		/现将[^。]{0,24}(?:如下|公告|通知|公布)|特此(?:通知|公告|通告)/.test(body)
	)
		return "notice";
	const upcoming =
		/(?:将于|定于|拟于)[^。]{0,40}(?:举[行办]|开[幕赛班讲展场]|启动|启幕|进行)|(?:即将|将)[^。，,]{0,16}(?:举[行办]|开[幕赛班讲展场])/;
	const enrol =
		/报名(?:时间|方式|截止|从|自|开始|参加|者)|(?:截止|开始|接受)报名|预约|咨询电话|入场|免费参加|报名/;
	if (
		upcoming.test(lead) &&
		(enrol.test(body) || /预告|开赛|招聘会|报名|启幕/.test(head))
	)
		return "event";
	if (
		/\d+月\d+日.*(?:开[讲场赛班展幕]|举行|启幕)/.test(head) &&
		enrol.test(body)
	)
		return "event";
	if (
		/开始报名|报名(?:啦|启动|开启|通道)|邀你参加|等你来/.test(head) &&
		enrol.test(body)
	)
		return "event";
	if (
		/(?:^|\n)第一条/.test(body) ||
		POLICY.test(head) ||
		/(?:出台|印发|制定出台|发布|公布)[^。]{0,20}《[^》]*(?:办法|规定|意见|方案|细则|措施|条例|标准|通知|规程|政策)[^》]*》/.test(
			lead,
		)
	)
		return "policy";
	return "news";
}

/** Characters of a body in which it says what it is about. */
const LEAD = 220;

const NOTICE_TITLE =
	/^关于.+的(?:通知|公告|公示|通报|函|启事)|(?:通知|公告|公示|启事|招聘简章|招生简章|倡议书|征集令|征稿|通告|声明|名单公布)$|^(?:更正|讣告|致歉|启事|声明)$|开始报名啦?$|报名须知$|(?:课程|日程|时间|安排|一览|名额)表$|(?:时间|日程|课程|活动)安排$/;

const POLICY =
	/(?:新规|新政|出台|印发|实施细则|管理办法|暂行规定|条例|政策解读|标准(?:上调|提高|调整)|提标|施行|实施办法)/;

/**
 * The county or city that the article is about, as printed, the city before its district where both stand
 * together (温州市鹿城区). Headlines weigh more than the body, the lead more than the rest.
 */
export function placeOf(
	{ title, subtitle, kicker, body }: Parts,
	gazetteer: Gazetteer,
): string | null {
	const scores = new Map<
		string,
		{ score: number; text: string; order: number }
	>();
	const weigh = (text: string, weight: (at: number) => number) => {
		for (const chain of chains(gazetteer.find(text), text, gazetteer)) {
			const key = nameKey(chain, gazetteer);
			if (key === null) continue;
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

/** Organisations that the text names, in order of appearance, each once, at most {@link MAX_ORGANISATIONS}. */
export function organisationsOf({ title, subtitle, body }: Parts): string[] {
	const names = new Set<string>();
	for (const match of `${title}\n${subtitle ?? ""}\n${body}`.matchAll(
		ORGANISATION,
	)) {
		const name = (match[0] ?? "").replace(LEADING_WORDS, "");
		if (name.length >= 4 && !GENERIC.test(name)) names.add(name);
		if (names.size >= MAX_ORGANISATIONS) break;
	}
	return [...names];
}

const MAX_ORGANISATIONS = 12;

const ORGANISATION =
	/\p{Script=Han}{2,16}?(?:总工会|工会联合会|联合工会|集团股份有限公司|股份有限公司|有限责任公司|有限公司|集团(?!化|军)|人民法院|人民检察院|委员会|联合会|红十字会|体育馆|文化宫|律师事务所|职业学校|职业中学|职业学院|大学|学院|教育局|财政局|人力资源和社会保障局|服务中心)/gu;

/** Verbs and adverbs that stand before a name without a mark between. */
const LEADING_WORDS =
	/^.*(?:近日|日前|由|请|在|从|向|与|和|及|对|被|为|让|到|经|据|会同|联合|走进|来自|前往|报道|获悉|了解到|其中|通过|是|当天|以来|年来|随后|目前|当|给|的)(?=.{4,})/u;

const GENERIC =
	/^(?:各级|基层|全国各|所在|本级|单位|企业|公司|市|县|区|省|街道|乡镇|行业)+(?:总工会|工会|工会联合会|委员会|有限公司|集团)$|^(?:全市|全县|全区|全省)/;
