/** Completes 那女子组呢 from the question before: the new word takes the place of its counterpart there. */

/**
 * Words of a series, of which a question names one: in 男单谁第一 女的 can only mean 女单. Each series is a pattern for any of its
 * members; what a member says and its like are printed in is left to the search.
 */
const SERIES: RegExp[] = [
	/(?:19|20)\d{2}年|[去前今明]年|上一?年/,
	/第[一二三四五六七八九十\d]+[名位]?|[冠亚季]军|头名/,
	/(?:特|[一二三四五])等奖|[金银铜]奖|[金银铜]牌|优[秀胜]奖/,
	/第[一二三四五六七八九十\d]+[期场届批次轮站课讲]/,
	/(?:星期|周|礼拜)[一二三四五六日天末]/,
	/\d{1,2}月(?:\d{1,2}[日号])?/,
	/早上|上午|中午|下午|傍晚|晚上|夜里/,
	/小学生?|初中生?|高中生?|中职生?|大学生|大专生?|本科生?|研究生/,
	/高级技师|技师|初级工|中级工|高级工/,
	/青年组|中年组|老年组|少年组|成人组/,
];

/** 男单, 女子组, 男职工: the sex is one character of a word. */
const SEX = /[男女](?:的|子|生|性|同志|职工)?/;

/** What is said around the new word: 那…呢; 我是…的, when it was asked which place is meant. */
const AROUND =
	/^(?:那么?(?!边)|要是|如果|换成|换|嗯|请问|我们?是?在?|问的?是|[,\s])*(.{1,10}?)(?:的话|的|这边|那边|又|呢|怎么样|咋样|[?!。\s])*$/;

/**
 * The question before with the new word in it; null where the question says more than such a word, or the question before
 * names none of its kind. Both are folded.
 *
 * @param places the names of places in a folded text, as they are printed in it.
 */
export function completeEllipsis(
	folded: string,
	before: string,
	places: (text: string) => string[],
): string | null {
	const said = AROUND.exec(folded)?.[1];
	if (said === undefined) return null;
	if (new RegExp(`^(?:${SEX.source})(?:组|单|双)?$`).test(said)) {
		const [sex = ""] = said;
		const other = sex === "男" ? "女" : "男";
		return before.includes(other) ? before.replaceAll(other, sex) : null;
	}
	if (said === places(said).join("")) {
		const [there] = places(before);
		if (there === said) return null;
		return there === undefined
			? `${said}${before}`
			: before.replace(there, said);
	}
	for (const series of SERIES) {
		if (!new RegExp(`^(?:${series.source})$`).test(said)) continue;
		const there = series.exec(before)?.[0];
		return there === undefined || there === said
			? null
			: before.replace(there, said);
	}
	return null;
}
