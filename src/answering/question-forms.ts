/** Forms of question whose answers are printed in certain words: 到什么时候 is answered by 持续到…, 要不要钱 by 免费. */

interface Form {
	asks: RegExp;
	/** What an answer prints. */
	prints: RegExp;
}

/** General forms only, in folded text; none may name a subject. */
const FORMS: Form[] = [
	{
		asks: /(?:[多少高低快慢涨降减增升]了|[降涨升减增]到|提高到?|减到|加到|变成)了?(?:多少|几)/,
		prints:
			/(?:[多少高低快慢涨降减增升]|提高|提升|缩短|压缩|下降|上升|变成)[了到至为][^,。;]{0,6}?[\d一二三四五六七八九十半两]|(?:减少|增加|增长|降低|下降|提高)[^,。;]{0,4}[\d一二三四五六七八九十半两]/,
	},
	{
		asks: /到(?:什么|啥)时候|到(?:哪天|几[月号点])|截止|最晚|最迟|(?:什么|啥)时候之?前|何时结束/,
		prints: /[到至]\d|截止|截至|\d[日时]前|底前|为止|逾期/,
	},
	{
		asks: /(?:哪里?|哪儿|怎么|如何|咋|上哪|什么地方)[^,?]{0,3}(?:报名|报上名|申请|申报|预约|办理|登记|参加|投稿)|(?:报名|申请|申报|预约|办理)(?:方式|途径|入口)/,
		prints:
			/登录|小程序|公众号|现场|扫码|扫描|拨打|预约|提出申请|可到|app|网站|填报|(?:方式|地点):/,
	},
	{
		asks: /交不交|收不收|自费|(?:自己)?[出掏](?:钱|费)|要不要(?:交|花|付)?(?:钱|费)|(?:交|花|付|收)(?:钱|费用?)(?:吗|不|没)|免不免|(?:先|得|要|用|押)(?:交|花|付)?钱(?:吗|不|\?|$)|[交收][^,?]{0,4}费(?:吗|不|\?|$)/,
		prints: /免费|不收|免缴|免交|全免|自理|押金|\d元|收取/,
	},
	{
		asks: /谁(?:主办|承办|举办|组织|发起)|(?:哪|什么)[^,?]{0,4}(?:主办|承办|举办)/,
		prints: /主办|承办|举办|牵头|联合/,
	},
	{
		asks: /谁(?:能|可以)|(?:哪些|哪类|什么|啥)(?:样的)?人(?:能|可以|才|有)|条件|(?:能|可以)(?:参加|申请|申报|报名|享受)吗/,
		prints: /凡|均可|对象|纳入|范围|优先|限|须|条件/,
	},
	{
		asks: /多久(?:答复|回复|办好|到[账帐]|发|审)|几天(?:答复|回复|办好|到账|内)|多少天内|多长时间内/,
		prints: /[日天时月年]内|限期|当天|当场|时效/,
	},
];

/** What an answer to the folded question prints, one pattern for each of the question's forms. */
export function formsOf(question: string): RegExp[] {
	return FORMS.filter(({ asks }) => asks.test(question)).map(
		({ prints }) => prints,
	);
}

/** The words that ask in each form. */
export function askingPatterns(): RegExp[] {
	return FORMS.map(({ asks }) => new RegExp(asks, "g"));
}
