/** Says where an article's text is missing or unreadable. Nothing is ever completed. */

import type { SplitArticle } from "./article-pieces.ts";
import { endsSentence, looksLikeSignature } from "./line-shape.ts";
import { isProse, type Paragraph } from "./paragraphs.ts";

export interface Damage {
	/** The end of the text is not on this page. */
	truncated: boolean;
	/** One sentence for each place, for staff. */
	damage: string[];
}

export function findDamage(
	article: SplitArticle,
	paragraphs: readonly Paragraph[],
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
				`第${paragraph.firstLine}行“${paragraph.text.slice(0, 8)}”之前缺字`,
			);
		if (paragraph.brokenOff)
			damage.push(
				`第${paragraph.lastLine}行“${paragraph.text.slice(-8)}”之后缺字`,
			);
		if (
			/\uFFFD|[□■▇█]{2,}|[?？]{3,}|\p{Script=Han}[□]\p{Script=Han}/u.test(
				paragraph.text,
			)
		)
			damage.push(`第${paragraph.firstLine}行起有读不出的字`);
	});

	const last = paragraphs.at(-1);
	const cutOff =
		last !== undefined &&
		!endsSentence(last.text) &&
		(last.subhead ||
			(isProse(last.text) &&
				!looksLikeSignature(last.text) &&
				!SIGNED.test(last.text) &&
				!/[\d）)]$/.test(last.text)));
	return { truncated: cutOff || article.turnsTo !== null, damage };
}

/** …。 律师 戴明: whoever answers signs at the end. */
const SIGNED = /[。！？!?”]\s+\p{Script=Han}{2,6}\s+\p{Script=Han}{2,4}$/u;

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

const STARTS_MID_SENTENCE = new RegExp(
	"^(?:" +
		[
			"[，,。、；;：:！？!?）)》〉”’」』%％]",
			// Particles and suffixes.
			"的(?![确士])|了(?![解不却然结])|着(?![力眼重实手陆装火急])|们",
			// Units and classifiers that need a number before them.
			"(?:年间|万元|亿元|万人|余[人名个家元]|多[人名个家元万]|人次|平方米|公里|周岁|岁的|个月|个(?!人|体|别|性|中)|名(?!单|额|为|叫|师|医|优|录|牌|企|校|称|次|字|片|誉|著|气|义|声|流|利)|家(?!长|庭|住|在|政|属|乡|里|门|装|电|境|人|务)|项(?!目)|件(?!均)|门(?!口|外|前|类|诊|店|卫|球|票|窗|槛)|位(?!于|列|居|置|次)|台(?!风|州|湾|上|账|阶|词|商)|元(?!旦|宵|月|老|素|件|氏)|张(?=.{0,3}(?:证|卡|表|票|照))|条(?!件|例|款|约)|场(?!地|所|馆|景|面|内|外|上|边)|次(?!日|年|月|要|序)|辆|艘|幢|盏|趟|道(?!路|理|德|具|歉|教|别|谢|出|口)|笔(?!者|记|试|直|下)|座(?!谈|位|落|椅|右|席)|支(?!持|部|援|付|出|撑|教|委|边|队|行|配)|篇(?!章|幅)|株(?!洲)|批(?!评|准|复|发|示|量|次|改|阅)|根(?!据|本|治|源|基|植)|天内|天后|小时内|日前(?![，,\\p{Script=Han}]))",
			// Adverbs and conjunctions that go on with a sentence.
			"(?:一时间(?![，,])|从而|进而|以致|以至|致使|使得|以及|并且|而且|或者|以便|也就是|而是|并[将由对在为与向从以把按]|且[^听看慢])",
		].join("|") +
		")",
	"u",
);
