/** The organisations that an article names. */

import type { ArticleParts } from "./article-parts.ts";

/** Organisations that the text names, in order of appearance, each once, at most {@link MAX_ORGANISATIONS}. */
export function organisationsOf({
	title,
	subtitle,
	body,
}: ArticleParts): string[] {
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
