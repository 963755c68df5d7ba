/** Whether two stretches of text speak of the same things: tells a sub-head from the next article's headline. */

/**
 * Share of character trigrams that the smaller text has in common with the other, 0 to 1.
 * On news pages sections of one article mostly share 5 % and more, neighbouring articles under 3 %
 * (after Hearst's TextTiling, which compares words; trigrams do without segmentation).
 */
export function cohesion(before: string, after: string): number {
	const a = trigrams(before);
	const b = trigrams(after);
	const [small, large] = a.size < b.size ? [a, b] : [b, a];
	if (small.size === 0) return 0;
	let shared = 0;
	for (const gram of small) if (large.has(gram)) shared++;
	return shared / small.size;
}

function trigrams(text: string): Set<string> {
	const grams = new Set<string>();
	// Figures are left out: two articles of one July share 7月2.
	for (const run of text.match(/[\p{Script=Han}A-Za-z]+/gu) ?? [])
		for (let i = 0; i + 3 <= run.length; i++) {
			const gram = run.slice(i, i + 3);
			if (!COMMON.has(gram)) grams.add(gram);
		}
	return grams;
}

/** What every union page says: no sign of one subject. */
const COMMON = new Set(
	[
		"市总工会",
		"县总工会",
		"区总工会",
		"省总工会",
		"全国总工会",
		"工会主席",
		"副主席",
		"工会会员",
		"工会组织",
		"基层工会",
		"各级工会",
		"职工服务中心",
		"职工群众",
		"困难职工",
		"广大职工",
		"新就业形态劳动者",
		"有限公司",
		"外卖骑手",
		"快递员",
		"近年来",
		"负责人",
		"据了解",
		"工作人员",
		"人力资源和社会保障局",
		"法律援助",
		"劳动合同",
		"产业工人",
		"女职工",
	].flatMap((phrase) =>
		Array.from({ length: phrase.length - 2 }, (_, i) => phrase.slice(i, i + 3)),
	),
);
