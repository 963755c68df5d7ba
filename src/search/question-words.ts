/** Words that make a question without saying what it is about. */

/** Interrogatives, in simplified characters: an article that prints 什么 is no better an answer for it. */
const INTERROGATIVES = words(
	// who, what, which
	"什么 什麽 啥 谁 哪 哪些 哪个 哪几个 哪一个 哪种 哪类 哪项 哪几项 哪家 哪几家 哪位 哪几位 哪两个 何 何种 何人 何事 何物",
	// where, when
	"哪里 哪儿 哪边 哪块 何处 何地 什么地方 什么时候 什么时间 啥时候 何时 几时 哪天 哪年 哪一年 哪一天 几号 几点",
	// how, why
	"怎么 怎么样 怎么办 怎样 怎能 咋 咋样 咋办 如何 为什么 为何 为啥 干什么 干嘛 干啥 做什么",
	// how much, how many
	"多少 多大 多长 多久 多高 多远 多长时间 几个 几种 几项 几名 几位 几家 几次 几天 几年",
	// whether
	"吗 呢 么 是不是 有没有 能不能 可不可以 要不要 会不会 是否 能否 可否 有无 可以",
	// what wraps a question
	"请问 请教 问一下 问下 想问 想知道 想了解 告诉我 麻烦 帮我查 帮忙 我想 我要 求问 谁知道 有谁知道 介绍一下 说说 讲讲",
);

/** Verbs that only carry an interrogative (采取了哪些, 具体指什么): beside it they say nothing of their own. */
const CARRIERS = words(
	"采取 提出 做出 作出 提供 给予 包括 包含 出台 推出 制定 实施 开展 进行 采用 发布 具体 主要 做 作 指 用 说",
);

/** In 去哪里, 上哪儿; not that of 网上. */
const WHERE_TO = "(?:去|到|往|(?<![网线晚早路身车海])上)";

/** What is asked for in 哪里做体检 is not the doing; 做饭 is a word of its own. */
const DOING = "做(?![饭工法菜大])";

/**
 * Finds the question's own words in folded text: an interrogative with the particles and the carrier before it
 * and a particle behind it.
 */
export const QUESTION_PATTERN = new RegExp(
	`(?:${CARRIERS.join("|")})?[了过的有是为以可能应该会]*${WHERE_TO}?(?:${INTERROGATIVES.join("|")})(?:[的了]|${DOING})?`,
	"g",
);

/** The words of the lists, longest first, as a pattern has to try them. */
function words(...lists: string[]): string[] {
	return lists
		.flatMap((list) => list.split(" "))
		.sort((a, b) => b.length - a.length);
}
