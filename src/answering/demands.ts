/** What the form of a question demands in print: without a charge or its absence nothing answers 收费吗. */

/** In 能不能 and 给不给 nothing is denied. */
const DENIED =
	"(?:(?<!能)不能|(?<!可以?)不可以|(?<!给)不给|(?<!算)不算|(?<!行)不行|不[得准许予含需]|不允许|不包括|不享受|不符合)";

/** Questions whose answer must be printed in certain words: who may take part and who may not, an age, a reason, an end, a charge … */
const DEMANDS: { asks: RegExp; prints: RegExp }[] = [
	{
		asks: new RegExp(
			`(?:哪(?:些|类|种|几)|什么|啥|谁)[^,?]{0,6}?${DENIED}|${DENIED}[^,?]{1,8}的人?(?:都|还)?[有是](?:谁|哪些|什么|啥)`,
		),
		prints:
			/不(?:[得能予可再含给准许算宜享纳属受]|包括|允许|符合|满足|建议|适用|接受|参加)|除外|[以之]外|未[一-龥]{1,6}[的者]|无(?:法|权|资格)|[仅只][限能]|限于|禁|取消/,
	},
	{
		asks: /几岁|多少岁|多大(?:年纪|岁数|年龄)|[他她](?:今年)?多大|(?<!面积|规模|占地|容量|[积模地量房屋厅馆区])多大了[?]?$|年龄(?:是|有)?多/,
		prints: /岁|[1-9]0后|出生|年生/,
	},
	{
		asks: /为什么|为啥|为何|因何|咋会|怎么会|(?:什么|啥)原因|(?:什么|啥)引起/,
		prints:
			/因|由于|为|原因|所以|导致|引起|造成|影响|考虑|缘于|怕|担心|防|避免|免得|便于|才能|源于|出于/,
	},
	{
		asks: /到(?:哪一?天|几[月号点日]|什么时候|啥时候)|最[晚迟]|截止|哪天(?:截止|结束)/,
		prints:
			/[至到][^,。;]{0,4}\d|[—~-]\d|截[止至]|[日月点时号]前|[之以]前|底前?|为止|止|逾期|最[晚迟]|结束|关门/,
	},
	{
		asks: /从(?:哪|几|什么时候|啥时候)|(?:哪天|何时|什么时候|啥时候)(?:开始|起|启动|开[课班幕赛业张])/,
		prints:
			/起|开始|启动|自|从|开[课班幕赛业张]|即日|揭牌|投用|使用|\d[月日时点]/,
	},
	{ asks: /邮箱|电子邮件/, prints: /@|邮箱/ },
	{ asks: /网址|网站是/, prints: /网站|www|http|网址/ },
	{
		asks: /[收交要花]不[收交要花]|收费[吗么不]|自费|(?:要|用|得|先)(?:不要)?(?:交|花|付|掏|押)?钱[吗么不?]|免费[吗么不]/,
		prints:
			/免费|免[收缴交]|全免|不[收交缴]|收费|收取|[缴付交]费|缴纳|\d元|万元|自[理付]|押金|无偿|公益|花钱|要钱|用钱|掏钱|出钱|出资|承担|补贴|报销/,
	},
	{
		asks: /谁(?:能|可以|有资格)|(?:哪些|哪类|什么样?的?|啥)人(?:能|可以|才能|有资格)/,
		prints:
			/凡|[均都]可|可以|可(?:报名|参加|申请|申报|申领|免费|凭)|对象|面向|[仅只]限|须|条件|符合|周岁|纳入|资格|优先/,
	},
];

/** Whether the texts lack what the form of the question demands: 收费吗 wants a charge or its absence in print. */
export function lacksDemanded(
	question: string,
	texts: readonly string[],
): boolean {
	return DEMANDS.some(
		({ asks, prints }) =>
			asks.test(question) && !texts.some((text) => prints.test(text)),
	);
}
