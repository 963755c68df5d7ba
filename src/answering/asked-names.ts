/** Whose name a question asks for or gives, and whether a text prints it. */

import { roleWithName, SURNAMES } from "./evidence.ts";

const KIN =
	"丈夫|老公|妻子|老婆|爱人|父亲|爸爸|母亲|妈妈|爷爷|奶奶|外公|外婆|儿子|女儿|哥哥|姐姐|弟弟|妹妹|徒弟|师傅|师父|老板|班长|组长|队长|厂长|院长|校长|站长|店长|经理|主任|主席|书记|部长|局长|教练|老师|医生|护士|交警|民警|律师|司机|记者|骑手|队员|选手|同事|工友|搭档|领导|负责人";
const NAMED = new RegExp(
	`(${KIN})(?:的?(?:名字|姓名)|(?:名)?(?:叫|姓)(?:什么|啥)|是?(?:谁|哪位))|(?:哪|什么)(?:一)?[个位名](${KIN})`,
);

/** Whose name is asked for (她丈夫叫啥 → 丈夫, 哪个老师教 → 老师); null where no name is asked for. */
export function namedRole(question: string): string | null {
	const match = NAMED.exec(question);
	return match?.[1] ?? match?.[2] ?? null;
}

/** Whether a text prints a name beside the role: 师傅叫蔺守田, 丈夫李满仓, 韩雪老师. */
export function printsNameOf(role: string, folded: string): boolean {
	// 盖师傅和徒弟们 names the one, not the other.
	return (
		roleWithName(role).test(folded) ||
		new RegExp(
			`[${SURNAMES}][一-龥]{1,2}(?:是|、)?[^,。;的和与跟同及]{0,4}(?<!副)${role}(?!们)`,
		).test(folded)
	);
}

const FULL_NAME = new RegExp(
	`[${SURNAMES}][一-龥]{2}(?=的|是|在|今年|现在|说|叫|从|家|$|[,?])`,
	"g",
);

/** A full name in the question that some of the texts print: then it is this person who is asked about. Null for none. */
export function personIn(
	question: string,
	texts: readonly string[],
): string | null {
	for (const [name] of question.matchAll(FULL_NAME)) {
		const asPerson = new RegExp(`(?:^|[^一-龥]|[是工员长师者人家])${name}`);
		if (texts.some((text) => asPerson.test(text))) return name;
	}
	return null;
}

/** 是谁, 是哪位: only a name answers. */
const ASKS_NAME = /(?:是|叫)(?:谁|哪一?位)[呀啊呢]?[?]?$/;
const NAME = new RegExp(
	`[${SURNAMES}][一-龥]{1,2}(?=[^一-龥]|[说是在的和与为获夺以队从介表带]|$)|[一-龥]·[一-龥]`,
);

/** Whether a name is asked for that no text prints. */
export function lacksName(question: string, texts: readonly string[]): boolean {
	return ASKS_NAME.test(question) && !texts.some((text) => NAME.test(text));
}
