/** China's provinces, cities and counties by name: finds the places that a text prints, and what lies in what. */

import { areaList } from "@vant/area-data";

export type PlaceLevel = "province" | "city" | "county";

export interface Place {
	/** GB/T 2260 code, six digits. */
	code: string;
	/** Full name, 新昌县. */
	name: string;
	/** Name without its administrative suffix and its nationalities, 新昌, 景宁. */
	short: string;
	level: PlaceLevel;
}

/** A stretch of text that names a place; several places where the name is ambiguous (朝阳区). */
export interface PlaceMention {
	/** As printed. */
	text: string;
	start: number;
	end: number;
	places: Place[];
	/** True when the full name stands there (新昌县), false for the short one (新昌). */
	full: boolean;
}

export interface Gazetteer {
	/** Mentions in order of appearance, longest name first, never overlapping. */
	find(text: string): PlaceMention[];
	/** The city and province that `place` lies in, nearest first. */
	parents(place: Place): Place[];
	/** True when `inner` is `outer` or lies in it. */
	within(inner: Place, outer: Place): boolean;
}

/** Reads the administrative divisions of the package `@vant/area-data` (Ministry of Civil Affairs, county level up). */
export function createGazetteer(): Gazetteer {
	const byCode = new Map<string, Place>();
	const byFullName = new Map<string, Place[]>();
	const byShortName = new Map<string, Place[]>();
	const lists = [
		["province", areaList.province_list],
		["city", areaList.city_list],
		["county", areaList.county_list],
	] as const;
	for (const [level, list] of lists) {
		for (const [code, name] of Object.entries(list)) {
			if (NO_PLACE.test(name)) continue;
			const short = shorten(name);
			const place: Place = { code, name, short, level };
			byCode.set(code, place);
			// 北京市 stands among the provinces and again among the cities: the province is enough.
			if (level === "city" && byFullName.get(name)?.[0]?.level === "province")
				continue;
			add(byFullName, name, place);
			const everyday = everydayName(place);
			if (everyday !== null) add(byFullName, everyday, place);
			if (short !== name && short.length >= 2 && !isOrdinaryWord(place))
				add(byShortName, short, place);
		}
	}
	const longestByHead = new Map<string, number>();
	for (const name of [...byFullName.keys(), ...byShortName.keys()]) {
		const head = name.slice(0, 2);
		longestByHead.set(
			head,
			Math.max(longestByHead.get(head) ?? 0, name.length),
		);
	}

	function named(name: string): Place[] | undefined {
		return byFullName.get(name) ?? byShortName.get(name);
	}

	function find(text: string): PlaceMention[] {
		const mentions: PlaceMention[] = [];
		for (let at = 0; at < text.length - 1; ) {
			const longest = longestByHead.get(text.slice(at, at + 2)) ?? 0;
			let length = Math.min(longest, text.length - at);
			while (length >= 2 && !named(text.slice(at, at + length))) length--;
			const name = text.slice(at, at + length);
			const places = length >= 2 ? named(name) : undefined;
			if (!places || isPartOfWord(text, at, name)) {
				at++;
				continue;
			}
			mentions.push({
				text: name,
				start: at,
				end: at + length,
				places,
				full: byFullName.has(name),
			});
			at += length;
		}
		return mentions;
	}

	function parents(place: Place): Place[] {
		const codes = [
			`${place.code.slice(0, 4)}00`,
			`${place.code.slice(0, 2)}0000`,
		];
		return codes.flatMap((code) => {
			const parent = code === place.code ? undefined : byCode.get(code);
			return parent ? [parent] : [];
		});
	}

	function within(inner: Place, outer: Place): boolean {
		return (
			inner.code === outer.code ||
			parents(inner).some((parent) => parent.code === outer.code)
		);
	}

	return { find, parents, within };
}

/** Entries that are no names: groups of directly ruled counties, and development zones without a name of their own. */
const NO_PLACE =
	/直辖县|^县$|^工业园区$|^(?:经济|高新|火炬)(?:技术)?(?:产业)?(?:开发区|技术开发区)|街道办事处$|管委会$|^(?:城区|郊区|矿区|市辖区|其它区)$/;

/** The nationalities that autonomous areas are named after, 维吾尔 and the like without 族 too. */
const NATIONALITY = new RegExp(
	`(?:(?:${[
		"蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇",
		"柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京",
		"塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各",
	].join("|")})族|(?<!内)蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯)+(?=自治|区$)`,
);

/** 景宁 for 景宁畲族自治县, 内蒙古 for 内蒙古自治区; the full name where nothing would be left. */
function shorten(name: string): string {
	const plain = name
		.replace(NATIONALITY, "")
		.replace(
			/(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|新区|[省市区县盟旗])$/,
			"",
		);
	return plain.length >= 2 ? plain : name;
}

/** What people call an autonomous area: 景宁县, 怒江州, 莫力达瓦旗. Null for other places. */
function everydayName({ name, short }: Place): string | null {
	const kind = /自治([州县旗])$/.exec(name)?.[1];
	return kind === undefined || short === name ? null : short + kind;
}

/**
 * County names that are ordinary words without their suffix (互助土族自治县, 合作市, 平安区): found only by the full name.
 * Chosen by reading the list of all two-character short names.
 */
const EVERYDAY_WORDS = new Set(
	(
		"和平 新华 复兴 开发 运河 长安 海港 港口 青山 红山 红旗 解放 前进 前锋 东风 向阳 工农 友好 友谊 爱民 建华 振兴 元宝 " +
		"富裕 富民 富强 平安 互助 合作 同心 共和 大方 方正 通道 大通 资源 民主 民权 民乐 惠民 光明 高新 高明 大观 大同 太平 太和 " +
		"无极 无为 集美 兴业 乐业 公安 博爱 广场 中原 江南 江北 江海 海南 河北 河南 河东 河西 东方 西方 南部 北部 中部 东部 西部 " +
		"山城 城关 城中 城区 市中 市南 市北 站前 台前 中站 钟楼 鼓楼 天桥 牌楼 石门 石城 石林 七星 宏伟 永新 新建 新城 新民 新乐 " +
		"安居 安定 安全 长寿 天涯 天元 天心 天门 天台 天柱 高台 高平 水城 水富 凤凰 牡丹 莲花 芙蓉 海棠 荷塘 梨树 桃源 花溪 龙门 " +
		"双江 双流 双清 三元 三江 三门 会同 会理 会东 普定 普安 正定 正安 修文 修武 武功 文成 文山 进贤 崇仁 崇义 信丰 丰满 丰泽 " +
		"尚义 尚志 应 右玉 长子 代 交口 古城 故城 和顺 和静 和政 平和 平顺 永和 永善 白云 白玉 白塔 黑水 黑山 金沙 金川 金山 " +
		"玉田 玉山 梅江 西湖 东湖 南湖 北湖 月湖 滨湖 滨海 湖口 洞口 江口 河口 港北 港南 船山 盘山 庐山 泰山 衡山 中山 " +
		"西山 南山 东山 宝山 香山 松山 千山 鹤山 恒山 尖山 铁山 钟山 连山 立山 灵山 象山 江山 名山 雨山 花山 " +
		"新荣 兴隆 兴和 兴国 兴文 兴安 兴宁 安宁 定安 定远 宁远 安远 怀远 镇远 望都 康保 大城 大关 大洼 大田 小店 小金 通海 " +
		"东明 明光 阳光 昌平 越西 永兴 永安 永定 永康 永福 永清 嘉禾 安福 安仁 安化 德化 隆化 宣化 教化 海丰 丰镇 " +
		"普格 公主 独山 东西 南北 上街 二七 矿山 北站 朝天 利州 中方 中阳 正阳 华容 万全 大足 大英 开放 团结 建设 胜利 " +
		"昌乐 长乐 平乐 乐安 乐平 常宁 广平 平原 平川 平台 桥东 桥西 路南 路北 道里 道外 二道 南关 北关 西关 东关 临时 洛隆 " +
		"上城 下城 城东 城西 城北 城南 白银 银海 银州 云和 云龙 龙华 龙文 文昌 东安 青年 望江 大安 大兴 通山 武胜 得荣 理 茂 " +
		"东港 西岗 西市 东洲 长岛 南岸 江岸 江汉 汉阳 四会 七台 五河 三台 三河 三水 全州 比如 杂多 延长 连城 民丰 中和 沿河 大厂 青龙 围场 顺河 大化 白沙 石柱 金秀 三都 江城 紫云 玉龙 卫东 鄂伦春 鄂温克 双桥 双塔 双城 开原 开平 开化 开远"
	).split(/\s+/),
);

function isOrdinaryWord(place: Place): boolean {
	if (place.level === "province") return false;
	if (place.level === "city") return EVERYDAY_CITY_NAMES.has(place.short);
	if (EVERYDAY_WORDS.has(place.short)) return true;
	// Taiwan's districts are named so shortly (新社, 山上) that they mostly hit other words.
	return place.level === "county" && place.code.startsWith("71");
}

/** 海南 and the like name more than the prefecture; 白银 and 中山 mostly something else. */
const EVERYDAY_CITY_NAMES = new Set([
	"安康",
	"海南",
	"海北",
	"海西",
	"黄南",
	"阿里",
	"兴安",
	"白银",
	"中山",
	"东方",
]);

/** What only begins like a place. */
const LONGER_WORD =
	/^(?:三明治|大理[石寺]|天长[日地]久|玉树临风|文山会海|大同小异|长治久安|民勤[劳奋]|永胜利|新会[计员议场]|长春花)/;

/** City and county names that everyday Chinese also writes. */
function isPartOfWord(text: string, at: number, name: string): boolean {
	const after = text.slice(at + name.length, at + name.length + 3);
	const before = text[at - 1] ?? "";
	if (name.length > 2) return false;
	// 南京路, 北京西路, 广州街: streets elsewhere that borrow a city's name.
	if (/^(?:[东西南北中]?[路街]|大道|大街)/.test(after)) return true;
	if (/^杯/.test(after) || LONGER_WORD.test(name + after)) return true;
	// 城南区 ends in no district of its own, and a 县城 is a town.
	if (/^[东西南北中]区$/.test(name) && /[^市港湾\P{Script=Han}]/u.test(before))
		return true;
	if (name.endsWith("县") && after.startsWith("城")) return true;
	return before === "第" || before === "《";
}

function add(names: Map<string, Place[]>, name: string, place: Place): void {
	const same = names.get(name);
	if (same) same.push(place);
	else names.set(name, [place]);
}
