/** What limits the value that a question asks for (最低的, 一斤, 叫什么名字) and must limit the printed one as well. */

/** Opposite ends of a scale: what is printed for one is no answer for the other. */
const ENDS: [RegExp, RegExp][] = [
	[/最(?:高|多|大|好|快|贵|长|远|重)/, /最(?:低|少|小|差|慢|便宜|短|近|轻)/],
	[/最早/, /最(?:晚|迟)/],
];

/** When something is over (几点关门) is printed behind 到, not behind 于: 5时30分举行 tells when it begins. */
const ASKS_END =
	/(?:几点钟?|几号|什么时[候间]|啥时候?|哪天)(?:钟|会|才|就|能)?(?:结束|散场?|关门?|打烊|闭馆|收摊|收工|下[课班]|放学|完)/;
const END =
	/[到至—~-](?:次日|当天|早上|上午|中午|下午|傍晚|晚上?|夜里|凌晨)*\d|结束|为止|截[止至]|关门|打烊|闭馆|散场|收工/;

/** Whether a text gives the opposite end of the scale only: 最差的 where the best is printed. */
export function printsOtherEnd(question: string, folded: string): boolean {
	if (ASKS_END.test(question) && !END.test(folded)) return true;
	return ENDS.some(
		([one, other]) =>
			(one.test(question) && !one.test(folded) && other.test(folded)) ||
			(other.test(question) && !other.test(folded) && one.test(folded)),
	);
}

const WEIGHED =
	/[一每](公斤|千克|斤|亩|吨|公里|平方米|升|克)[^,。?]{0,6}(?:多少|几)/;

/** What a price is asked for (一斤多少钱 → 斤); null where it is asked for as it is. */
export function unitOf(question: string): string | null {
	return WEIGHED.exec(question)?.[1] ?? null;
}

/** Whether a word of the question is the very thing whose value is asked for: 门票多少钱, 会长是谁, 咨询电话. */
export function isAskedFor(word: string, question: string): boolean {
	const at = question.indexOf(word);
	return at >= 0 && ASKING_BEHIND.test(question.slice(at + word.length));
}

const ASKING_BEHIND =
	/^(?:一?[个份张月年天次]|[的是有为要在给开发需了过到]|时间|日期)*(?:一共|总共)?(?:多少|谁|什么|啥|几|哪|咋|怎么|电话|[收花交付]?[钱费]|免费|[?]?$)/;

const DATED =
	/([一-龥]{2})(?:的?(?:时间|日期))?(?:是|在|定在|安排在|放在)?(?:哪一?天|哪日|什么时[候间]|啥时候?|几号|几点|何时)/;

/** What the question asks the day or hour of: 面试是哪天, 闭馆几点. Null for none. */
export function datedEvent(question: string): string | null {
	return DATED.exec(question)?.[1] ?? null;
}
