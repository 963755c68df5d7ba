/** What must never be cut apart or "corrected": official wording, titles, quotations, numbers, names, and what limits a promise. */

import { z } from "zod";

/** `config/protected.yml`. */
export const ProtectedFile = z.object({
	/** Names and official formulations, word for word. One character would protect nothing that a cut could hurt. */
	phrases: z.array(z.string().trim().min(2)),
});
export type ProtectedFile = z.infer<typeof ProtectedFile>;

/** A stretch of a text: offsets in UTF-16 units, `end` excluded. */
export type ProtectedSpan = [start: number, end: number];

/**
 * The stretches of `text` that stay whole, in order and without overlaps: the given phrases and what is known by its form.
 * A stretch that reaches across a comma binds the two clauses beside it.
 */
export function protectedSpans(
	text: string,
	phrases: readonly string[],
): ProtectedSpan[] {
	const spans = phrases.flatMap((phrase) => occurrences(text, phrase));
	for (const form of FORMS)
		for (const match of text.matchAll(form))
			spans.push([match.index, match.index + match[0].length]);
	return merged([...spans, ...boundClauses(text)]);
}

/** Offsets right behind a clause's closing mark (，；。！？ …), where a text may be cut without harm to `spans` (sorted). */
export function clauseEnds(
	text: string,
	spans: readonly ProtectedSpan[],
): number[] {
	let next = 0;
	return [...text.matchAll(CLAUSE_END)]
		.map((match) => match.index + match[0].length)
		.filter((end) => {
			while ((spans[next]?.[1] ?? end) < end) next++;
			const span = spans[next];
			return !(span && span[0] < end && end < span[1]);
		});
}

const CLAUSE_END = /[，,；;。！？!?…]+[”’」』）)》】]*/g;

const DIGITS = String.raw`(?:\d[\d.,]*|[一二三四五六七八九十百千两〇零]+)`;
const UNIT =
	"(?:%|％|‰|个百分点|人次|周岁|公里|公斤|千克|平方米|小时|分钟|工作日|个工作日|个月|万元|亿元|美元|[元角人名位个件户家条项场次届批支台套份张辆座间岁年月日号天周时点分秒米吨亩倍成折级期楼层])";

const FORMS: readonly RegExp[] = [
	// A mark that never closes (damage) must not protect the rest of the page, hence the limits.
	/《[^》\n]{1,80}》(?:（[^）\n]{1,20}）|\([^)\n]{1,20}\))?/g,
	/“[^”\n]{1,160}”/g,
	/「[^」\n]{1,160}」/g,
	/（[^）\n]{1,80}）|\([^)\n]{1,80}\)/g,
	// 45—60元, 2023年3月5日上午9时, 约1.2万名, 20人以上
	new RegExp(
		`(?:第|近|约|逾|超过?|不少于|不超过|不低于|不足|最高|至少|每[人月年天次])?${DIGITS}[万亿]*[多余几]?${UNIT}*(?:[至到—–~～-]?${DIGITS}[万亿]*[多余几]?${UNIT})*(?:以上|以下|以内|以外|左右|之内|起|止|前)?`,
		"g",
	),
	// Telephone numbers: with an area code, of a mobile phone, of a hotline (12351).
	/0\d{2,3}[-—–]\d{7,8}|1\d{10}|(?:1\d{4}|9\d{4})(?=热线)/g,
	// A name right behind what its bearer is: 工会主席李凡, 律师骆冰.
	/(?:主席|书记|部长|局长|主任|会长|院长|校长|经理|董事长|厂长|队长|站长|班长|律师|记者|通讯员|劳模|师傅)[\u4e00-\u9fa5]{2,4}(?=[，,、。；;说为和与])/g,
	// What limits a word stays at it: 拟于, 不予受理, 未满, (试行).
	/(?:原则上|拟|暂不|不得|不予|不再|不含|不包括|尚未|未|不)[\u4e00-\u9fa5]{1,4}|[\u4e00-\u9fa5]{1,6}(?:除外|为限|（?试行）?)/g,
];

/** What limits, excepts or completes the clause before it: without it that clause would promise more than is printed. */
const LEANS_BACK =
	/^(?:但|然而|不过|却|而是|才|就|则|便|否则|除|仅限|只限|限|原则上|不含|不包括|其中不|且|并须|须|需|应|方可|最高|最多|不得|不予|不超过)|^[^，,；;。！？!?]{0,24}(?:除外|为限|优先)/;

/** A condition or concession: what it holds for comes in the next clause. */
const LEANS_FORWARD =
	/^(?:如果|如|若|假如|一旦|凡|虽然|虽|尽管|不管|无论|不论|即使|只要|只有|除了?|不仅|不但|既|与其|因|由于|除非)/;

/** A clause is read so far on either side of its comma. */
const CLAUSE_LOOK = 60;

/** Around a comma or semicolon that must not become the end of a text. */
function boundClauses(text: string): ProtectedSpan[] {
	const spans: ProtectedSpan[] = [];
	for (const match of text.matchAll(/[，,；;]/g)) {
		const comma = match.index;
		const before = text.slice(Math.max(0, comma - CLAUSE_LOOK), comma);
		const clause = (
			before.split(/[，,；;。！？!?：:\n]/).at(-1) ?? ""
		).trimStart();
		const after = text.slice(comma + 1, comma + CLAUSE_LOOK).trimStart();
		// A semicolon closes what it could lean on.
		const bound =
			LEANS_BACK.test(after) ||
			(match[0] !== "；" && LEANS_FORWARD.test(clause));
		if (bound) spans.push([comma, Math.min(text.length, comma + 2)]);
	}
	return spans;
}

function occurrences(text: string, phrase: string): ProtectedSpan[] {
	const spans: ProtectedSpan[] = [];
	for (let at = text.indexOf(phrase); at >= 0; ) {
		spans.push([at, at + phrase.length]);
		at = text.indexOf(phrase, at + 1);
	}
	return spans;
}

function merged(spans: ProtectedSpan[]): ProtectedSpan[] {
	const result: ProtectedSpan[] = [];
	for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
		const last = result.at(-1);
		// Neighbours that only touch stay apart: a cut between them hurts neither.
		if (last && start < last[1]) last[1] = Math.max(last[1], end);
		else result.push([start, end]);
	}
	return result;
}
