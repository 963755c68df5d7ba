/** Whether a text prints something of a kind: an amount, a date, a name. */

export type AnswerKind =
	| "phone"
	| "money"
	| "share"
	| "frequency"
	| "duration"
	| "date"
	| "count"
	| "place"
	| "person"
	| "organisation"
	| "material"
	| "condition"
	| "reason"
	| "way"
	| "name"
	| "permission"
	| "yes_no";

export const DIGITS = "[\\d一二三四五六七八九十百千万亿两半几数]";
export const LONG_MEASURES =
	"毫米|厘米|公里|千米|公斤|千克|平方米|立方米|人次|户次|件次|场次|摄氏度|千瓦时?|兆瓦|公顷";
export const MEASURES =
	"个名位人家所场次期件项条册本辆台套部篇支对户种类门节票分轮张份头只箱斤米吨公里平方米届批处间座秒点步遍岁级回趟";

/** The surnames of the Song dynasty's list, the single ones. */
export const SURNAMES =
	"赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公阳果哈纳琚揭代卜战初英赫佟牟";

const EVIDENCE: Partial<Record<AnswerKind, RegExp>> = {
	phone:
		/\d{3,4}-\d{7,8}|(?<!\d)1\d{10}(?!\d)|(?<!\d)(?:1[02]\d{3}|9\d{4,5})(?!\d|元|名|人|个)|\d{3,4}-\d{3,4}-\d{3,4}|(?<!\d)\d{7,8}(?!\d|元|名|人|个)/,
	money: new RegExp(
		`\\d[\\d.,]*(?:余|多)?[百千万亿]*(?:余|多)?(?:[美日欧港]?元|块|英镑|卢布)|\\d[\\d.,]*[万亿]|${DIGITS}(?:余|多)?(?:元|块钱|万元|亿元)`,
	),
	share: new RegExp(
		`\\d+(?:\\.\\d+)?[%‰]|百分之|${DIGITS}成|${DIGITS}倍|百分点`,
	),
	duration: new RegExp(
		// Neither a month (5月) nor a year of the calendar (2019年).
		`(?<!\\d{3})${DIGITS}(?:余|多|来)?(?:个(?:多|半)?(?:月|星期|小时|钟头|学期|季度|工作日)|年|天|日(?!至|起|前|,|举|在|下|上)|周|星期|小时|分钟|学时|学期|秒|季度|工作日)`,
	),
	frequency:
		/每(?:隔)?(?:[一两二三四五六七八九十半\d]+)?个?(?:天|日|周|月|季度?|半?年|晚|星期|学期)|[一两二三四五六七八九十半]年一|逐[月年日季]/,
	// A bare year or 近日 dates an answer only roughly: see WEAK_DATE.
	date: /\d{1,2}月|\d{1,2}日|\d{1,2}[时点:]|[每上下]?周[一二三四五六日末]|星期[一二三四五六日]|[上中下]旬|月[底初]|年[底初]|日起|[下]月|次日|每[天日]|[一二三四五六七八九十]+月|(?:二?十[一二三四五六七八九]?|[两二三四五六七八九])(?:点|时(?![候间代期]))|一点[钟半整]/,
	count: new RegExp(DIGITS),
	place:
		/[省市县区镇乡村]|街道|路|号|楼|中心|广场|体育[馆场]|学校|学院|文化宫|公园|园区|礼堂|会堂|剧场|车站|小程序|公众号|大厅|窗口|驿站|地址|地点|网站|app/,
	person: new RegExp(
		`(?:^|[,、:;“(。]|[席任师傅记长司机队表工手者员领生家星模匠委友兵星民])[${SURNAMES}][一-龥]{1,2}(?=[说介表告坦在为的从把是将就和与、,:;(“)看带带代]|$)`,
	),
	organisation:
		/公司|集团|工会|联合会|委员会|[学医法]院|大学|学校|[局厅部委厂]|中心|协会|银行|事务所|代表队|联队|企业|单位|基地|联盟/,
	material: /证|表|书|复印件|材料|照片|身份|资料|发票|清单/,
	condition:
		/凡|须|符合|条件|以上|以下|可以|均可|对象|优先|不得|限|具有|纳入|适用/,
	reason: /因为|由于|因|为了|原因|所以|考虑到|缘于|为/,
	way: /通过|登录|拨打|扫码|扫描|凭|申请|提交|填|报名|预约|可以?|由|先|经|办理|携带|采取|利用|将/,
	permission:
		/不得|不能|不可|不予|不允许|不建议|不宜|谢绝|禁止|可以|均可|允许|仍可|只能|只限|可[一-龥]/,
	yes_no: /不|可|能|均|须|应|免|无|没有|已|都|纳入|允许|支持/,
};

/** Kinds that a text either prints or not; the others are seen in a text only roughly. */
export const STRICT: ReadonlySet<AnswerKind> = new Set<AnswerKind>([
	"phone",
	"money",
	"date",
	"count",
	"duration",
	"share",
	"frequency",
]);

/** Whether a folded text prints someone's name right behind the role (指导员叶小舟). */
export function namesRole(folded: string, role: string): boolean {
	return roleWithName(role).test(folded);
}

export function roleWithName(role: string): RegExp {
	return new RegExp(
		`(?<!副)${role}(?!们)(?:是|为|叫|名叫|、|,|:)?${NAME_BEHIND}[一-龥]?`,
	);
}

/** Behind a noun these surnames are mostly words: 老板和新东家, 主席向职工. */
const NAME_BEHIND = `(?![和于从向都时])[${SURNAMES}][一-龥]`;

/** Measure words that count the same thing. */
export const SAME_MEASURE = [
	"名人位个",
	"个处家座所间",
	"项件个条",
	"次场回",
	"种类个项",
];

/** A number that counts: 一处 alone mostly means "a place", unless it is one only. */
const COUNT = `(?:[\\d二三四五六七八九十百千万亿两半几数]|(?<=[只仅共就第])一|一(?=[十百千万]))`;

/** True where a folded text prints something of the kind. */
export function printsKind(
	folded: string,
	kind: AnswerKind,
	measure: string | null,
): boolean {
	if (kind === "count" && measure !== null) {
		const same = SAME_MEASURE.filter((group) => group.includes(measure)).join(
			"",
		);
		const unit = measure.length > 1 ? measure : `[${measure}${same}]`;
		return new RegExp(
			`${COUNT}(?:余|多|来)?[百千万亿]*(?:余|多)?${unit}(?!半|多?小时|钟头|多?月|星期|工作日|季度|百分点)|第${DIGITS}`,
		).test(folded);
	}
	return EVIDENCE[kind]?.test(folded) ?? true;
}

/** What answers only roughly or in another way: no charge for an amount, a year for a day, a way's length for a duration. */
const ROUGHLY: Partial<Record<AnswerKind, RegExp>> = {
	money: /免费|免缴|全免|免交|不收|不用押金|免除/,
	date: /\d{3,4}年|前\d+年|世纪|年代|时期|朝|近日|日前|今年|去年|明年|期间|[春夏秋冬]季|岁|晚上|早上|早晨|上午|下午|中午|后$|之后|以后/,
	duration: /\d(?:米|公里|里|千米)|长期|终身|终生|当[天日场晚]|即时|随时/,
	share: /\d:\d|\d\.\d|一半|减半|全额|全部|翻番|翻了/,
	frequency: /定期|不定期|经常|\d+次/,
};

/** As `printsKind`, but content with less: a year where a day was asked for is still an answer. */
export function mayPrintKind(
	folded: string,
	kind: AnswerKind,
	measure: string | null,
): boolean {
	return (
		printsKind(folded, kind, measure) || (ROUGHLY[kind]?.test(folded) ?? false)
	);
}

/** 一家汽车企业: an organisation that stays unnamed. */
const SOME_ORGANISATION =
	/(?:一|某)[家所个][^,。、]{0,12}?(?:企业|公司|单位|工厂|学校|平台|医院|工会)/g;

/** … with the name right before what it is. */
const NAMED_ORGANISATION =
	/(?<![一某几两各该本])(?:[一-龥a-z](?![个家所些名为在到的了由把被向从是])){2}(?:公司|企业|单位|工厂|厂|学校|学院|大学|平台|医院|工会|联合会|中心|协会|集团|银行|[局委部厅])/;

/** Whether a folded sentence speaks of an organisation, but names none. */
export function leavesUnnamed(folded: string): boolean {
	const named = folded.replace(SOME_ORGANISATION, " ");
	return named !== folded && !NAMED_ORGANISATION.test(named);
}

/** The kinds among `kinds` that must be printed beside the answer. */
export function requiredKinds(kinds: readonly AnswerKind[]): AnswerKind[] {
	return kinds.filter((kind) => STRICT.has(kind));
}

/** Whether a text lists at least `count` things (or as many as show that it is a list). */
export function printsEnumeration(folded: string, count: number): boolean {
	const enough = Math.min(count, 5) - 1;
	if (count === 2 && /[和与及、;]|另|分别/.test(folded)) return true;
	return (
		(folded.match(/、/g)?.length ?? 0) >= enough ||
		(folded.match(/[;；]|第[一二三四五]名/g)?.length ?? 0) >= enough
	);
}
