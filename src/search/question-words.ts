/** Words that make a question without saying what it is about. */

/**
 * Interrogatives and the phrases that wrap a question, in simplified characters. They are taken out of a query before it
 * is cut into terms: an article that prints 什么 or 请问 is no better an answer for it.
 */
export const QUESTION_WORDS: readonly string[] = [
	// who, what, which
	..."什么 什麽 啥 谁 哪 哪些 哪个 哪几个 哪一个 哪种 哪类 哪项 哪几项 哪家 哪几家 哪位 哪几位 哪两个 何 何种 何人 何事 何物".split(
		" ",
	),
	// where, when
	..."哪里 哪儿 哪边 哪块 何处 何地 什么地方 什么时候 什么时间 什么时侯 啥时候 何时 几时 哪天 哪年 哪一年 哪一天 几号 几点".split(
		" ",
	),
	// how, why
	..."怎么 怎么样 怎么办 怎样 怎能 咋 咋样 咋办 如何 为什么 为何 为啥 干什么 干嘛 干啥 做什么".split(
		" ",
	),
	// how much, how many
	..."多少 多大 多长 多久 多高 多远 多长时间 几个 几种 几项 几名 几位 几家 几次 几天 几年".split(
		" ",
	),
	// whether
	..."吗 呢 么 是不是 有没有 能不能 可不可以 要不要 会不会 是否 能否 可否 有无".split(
		" ",
	),
	// wrapping
	..."请问 请教 问一下 问下 想问 想知道 想了解 告诉我 麻烦 帮我查 帮忙 我想 我要 求问 谁知道 有谁知道 介绍一下 说说 讲讲".split(
		" ",
	),
];
