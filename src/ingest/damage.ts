/** Says where an article's text is missing or unreadable. Nothing is ever completed. */

import type { SplitArticle } from "./article-pieces.ts";
import { endsSentence, looksLikeSignature } from "./line-shape.ts";
import { isProse, type Paragraph } from "./paragraphs.ts";
import type { WordBreak } from "./word-break.ts";

export interface Damage {
	/** The end of the text is not on this page. */
	truncated: boolean;
	/** One sentence for each place, for staff. */
	damage: string[];
}

/** @param page the running text of the whole page, for what it says again and again. */
export function findDamage(
	article: SplitArticle,
	paragraphs: readonly Paragraph[],
	page: string,
	tearsWord: WordBreak,
): Damage {
	const damage: string[] = [];
	if (article.turnsFrom !== null)
		damage.push(`上接第${article.turnsFrom}版,前面的内容不在本页`);
	paragraphs.forEach((paragraph, at) => {
		const before = paragraphs[at - 1];
		if (
			!paragraph.subhead &&
			article.turnsFrom === null &&
			startsMidSentence(paragraph.text, before)
		)
			damage.push(
				`第${paragraph.lines[0].number}行“${paragraph.text.slice(0, 8)}”之前缺字`,
			);
		for (const joint of paragraph.joints)
			if (isTornJoint(paragraph.text, joint, page, tearsWord))
				damage.push(
					`“${paragraph.text.slice(Math.max(0, joint - 8), joint)}”与“${paragraph.text.slice(joint, joint + 8)}”之间缺字`,
				);
		if (paragraph.brokenOff)
			damage.push(
				`第${paragraph.lines[1].number}行“${paragraph.text.slice(-8)}”之后缺字`,
			);
		if (
			/\uFFFD|[□■▇█]{2,}|[?？]{3,}|\p{Script=Han}[□]\p{Script=Han}/u.test(
				paragraph.text,
			)
		)
			damage.push(`第${paragraph.lines[0].number}行起有读不出的字`);
	});

	const last = paragraphs.at(-1);
	const cutOff =
		last !== undefined &&
		!endsSentence(last.text) &&
		(last.subhead ||
			(isProse(last.text) &&
				!looksLikeSignature(last.text) &&
				!/[\d）)]$/.test(last.text)));
	return { truncated: cutOff || article.turnsTo !== null, damage };
}

/**
 * A paragraph that cannot open a sentence: it begins with a mark, a particle, a unit without its number,
 * or an adverb that leans on something said before.
 */
function startsMidSentence(
	text: string,
	before: Paragraph | undefined,
): boolean {
	if (before !== undefined && !before.subhead && !endsSentence(before.text))
		return false;
	return STARTS_MID_SENTENCE.test(text);
}

/**
 * Two lines that cannot follow each other: after a mark, a word's second half; a bare unit that no number precedes;
 * after an adverb or preposition, a particle; half a word that the page always completes otherwise.
 */
function isTornJoint(
	text: string,
	joint: number,
	page: string,
	tearsWord: WordBreak,
): boolean {
	const before = text.slice(0, joint).trimEnd();
	const after = text.slice(joint);
	if (/[，,。；;：:！？!?]$/.test(before) && BOUND_START.test(after))
		return true;
	if (
		/(?:还|也|就|都|又|才|再|很|最|没|不|把|被|从|向|对|在|和|与|及|或)$/.test(
			before,
		) &&
		/^(?:的(?![确士])|了(?![解不])|着(?![力眼重手])|们|[，,。；;])/.test(after)
	)
		return true;
	if (!QUANTITY.test(before) && BARE_UNIT.test(after)) return true;
	return completesOtherwise(before, after, page, tearsWord);
}

/** A number or a word in its place, after which a unit may stand. */
const QUANTITY =
	/[\d一二三四五六七八九十百千万亿两几数半多余每来各这那哪该某整单第首前后上下逐按近约]$/;

/** The last two characters before the joint stand elsewhere on the page again and again, always before the same third one, which makes a word of them. */
function completesOtherwise(
	before: string,
	after: string,
	page: string,
	tearsWord: WordBreak,
): boolean {
	const half = before.slice(-2);
	const next = after[0] ?? "";
	if (!/^\p{Script=Han}{2}$/u.test(half) || !/\p{Script=Han}/u.test(next))
		return false;
	const followers = new Set<string>();
	let seen = 0;
	for (let at = page.indexOf(half); at >= 0; at = page.indexOf(half, at + 1)) {
		const follower = page[at + 2] ?? "";
		// The joint itself is one of the places.
		if (follower === next) return false;
		if (follower === "\n" || follower === "") continue;
		followers.add(follower);
		seen++;
		if (followers.size > 1) return false;
	}
	const [completion = ""] = followers;
	return seen >= MIN_COMPLETIONS && tearsWord(half, completion);
}

/** Fewer repetitions may be chance. */
const MIN_COMPLETIONS = 4;

/** Characters that only go on with a word. */
const BOUND_START =
	/^(?:的(?![确士])|了(?![解不却然结])|着(?![力眼重实手陆装火急])|们|子(?!女|弟|孙|公司|夜|时|项|宫)|者(?!字)|性[，,。的]|化[，,。的])/;

/** A unit with a mark behind it, 件，: its number is missing. */
const BARE_UNIT =
	/^(?:万元|亿元|个月|人次|平方米|(?:小时|公里|[件只名个台条项张份套辆户元吨斤米岁])[，,。、；;])/;

const STARTS_MID_SENTENCE = new RegExp(
	"^(?:" +
		[
			"[，,。、；;：:！？!?）)》〉”’」』%％]",
			// Particles and suffixes.
			"的(?![确士])|了(?![解不却然结])|着(?![力眼重实手陆装火急])|们",
			// Units and classifiers that need a number before them.
			"(?:万元|亿元|万人|余[人名个家元]|多[人名个家元万]|人次|平方米|公里|周岁|岁的|个月|个(?!人|体|别|性|中)|名(?!单|额|为|叫|师|医|优|录|牌|企|校)|家(?!长|庭|住|在|政|属|乡|里|门|装|电|境|人|务)|项(?!目)|件(?!均)|门(?!口|外|前|类|诊|店|卫|球|票|窗|槛)|位(?!于|列|居|置|次)|台(?!风|州|湾|上|账|阶|词|商)|元(?!旦|宵|月|老|素|件|氏)|张(?=.{0,3}(?:证|卡|表|票|照))|条(?!件|例|款|约)|场(?!地|所|馆|景|面|内|外|上|边)|次(?!日|年|月|要|序)|天内|天后|小时内|日前(?![，,\\p{Script=Han}]))",
			// Adverbs and conjunctions that go on with a sentence.
			"(?:一时间(?![，,])|从而|进而|以致|以至|致使|使得|以及|并且|而且|或者|以便|甚至|还有|还要|也就是|而是|并[将由对在为与向从以把按]|且[^听看慢])",
		].join("|") +
		")",
	"u",
);
