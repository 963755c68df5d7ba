/** Reads bylines: who wrote and photographed, in the forms that Chinese newspapers print. */

import type { Author } from "../knowledge/article.ts";

/** A byline found in a line: the stretch `[start, end)` that it takes up, and the people it names. */
export interface Byline {
	start: number;
	end: number;
	authors: Author[];
	/** True when it only credits a photograph (记者李凡摄影报道 on a line of its own, 李凡 摄). */
	photoOnly: boolean;
}

/**
 * A byline at the start of a line: 本报讯 记者X 通讯员Y报道 · 新华社北京3月1日电(记者X) · 本报讯(记者 X 文/图) ·
 * 文/图 记者X · 本报记者 X. The body starts at `end`; it is the line's length when nothing follows.
 */
export function headByline(line: string): Byline | null {
	const start = /^[□■○●◎◆◇▲△▷▶☆★※*\s]*/.exec(line)?.[0].length ?? 0;
	const dateline = DATELINE.exec(line.slice(start));
	let end = start + (dateline?.[0].length ?? 0);
	const open = /^[ \t\u3000]*[(（]/.exec(line.slice(end));
	if (open) {
		const close = closing(line, end + open[0].length - 1);
		const inside = close > 0 ? line.slice(end + open[0].length, close) : "";
		const credits = close > 0 ? wholeCredits(inside, dateline !== null) : null;
		if (credits) {
			end = close + 1;
			return {
				start: 0,
				end: skipSpace(line, end),
				authors: credits.authors,
				photoOnly: false,
			};
		}
		return dateline ? found(line, end, [], false) : null;
	}
	const credits = readCredits(line, end);
	if (credits && (credits.authors.length > 0 || dateline)) {
		const rest = line.slice(credits.end);
		if (!dateline && !credits.said && !/^(?:$|[\s“"「『《0-9])/.test(rest))
			return null;
		return found(
			line,
			credits.end,
			credits.authors,
			!dateline && credits.photo && rest.trim() === "",
		);
	}
	return dateline ? found(line, end, [], false) : null;
}

/** A byline at the end of a text: …。（记者 X 通讯员 Y） · …。（X Y） · …。 记者 X, or alone on a line in brackets. */
export function tailByline(line: string): Byline | null {
	const bracket = /[(（]([^()（）]{2,60})[)）][。.]?$/.exec(line);
	if (bracket) {
		const before = line.slice(0, bracket.index).trimEnd();
		if (before !== "" && !/[。！？!?…”’」』)）;；]$/.test(before)) return null;
		const inside = bracket[1] ?? "";
		const alone =
			before === "" &&
			/^\p{Script=Han}{2,4}$/u.test(inside) &&
			!NOT_A_NAME_IN_BRACKETS.test(inside);
		const credits =
			wholeCredits(inside, true) ??
			(SOURCE_NOTE.test(inside) ? { authors: [], photo: false } : null) ??
			(alone
				? { authors: [{ role: UNNAMED_ROLE, name: inside }], photo: false }
				: null);
		if (!credits) return null;
		return {
			start: bracket.index,
			end: line.length,
			authors: credits.authors,
			photoOnly: credits.photo,
		};
	}
	const spaced =
		/[。！？!?”]\s+(?=(?:本报|特约|见习|实习)*(?:记者|通讯员))/.exec(line);
	if (!spaced) return null;
	const start = spaced.index + spaced[0].length;
	const credits = readCredits(line, start);
	if (!credits || credits.end !== line.length || credits.authors.length === 0)
		return null;
	return {
		start,
		end: line.length,
		authors: credits.authors,
		photoOnly: false,
	};
}

/** A line that holds nothing but names, with a common surname first: 王芳, 王　芳 李明. For essays and comments. */
export function nameLine(printed: string): Author[] | null {
	const line = printed.replace(/^[□■○●◎◆◇]\s*/, "");
	const credits = line.length <= 16 ? readNames(line, 0, true) : null;
	if (credits && credits.end === line.length)
		return credits.names.map((name) => ({ role: UNNAMED_ROLE, name }));
	if (/^本报(?:特约)?(?:评论员|编辑部)$/.test(line))
		return [{ role: UNNAMED_ROLE, name: line }];
	return null;
}

/** 作者: where the paper prints a name without a role. */
const UNNAMED_ROLE = "作者";

const HAN = "[\\u3400-\\u9fff\\u{20000}-\\u{2fa1f}〇]";

const AGENCY =
	"(?:新华社|新华网|中新社|中新网|中国新闻网|中通社|人民网|央视网|央广网|光明网|中工网|中国网|国际在线)";

/** 本报讯, 本报海口电, 新华社北京10月9日电, 据新华社电; another house than these only with a date, 某某网杭州3月1日电. */
const DATELINE = new RegExp(
	"^据?(?:" +
		`(?:本报|本刊|${AGENCY})\\s*(?:${HAN}{0,10}?\\s*(?:\\d{1,2}月)?(?:\\d{1,2}日)?\\s*)(?:专?电(?![子话视力影台])|综合消息|消息(?=[,，\\s])|讯(?![息问员]))` +
		`|${HAN}{2,6}[社网报]\\s*${HAN}{0,8}?\\s*(?:\\d{1,2}月)?\\d{1,2}日\\s*(?:专?电(?![子话视力影台])|讯(?![息问员]))` +
		")",
	"u",
);

const ROLE = new RegExp(
	"^(?:本报|本刊|本网|特约|特派|见习|实习|首席|资深|高级|全媒体|融媒体?|驻" +
		`${HAN}{2,4}?)*\\s*(?:记者|通讯员|实习生|评论员|观察员|报道员|特约撰稿人?|摄影师?|作者|编者|编译|编辑)(?:站)?\\s*[:：]?`,
	"u",
);

/** What was done: 报道, 摄影报道, 文/图. Ends a list of names. */
const DONE =
	/^(?:摄影报道|摄影\/报道|综合报道|报道|[文图摄](?:\s*[/／、]?\s*[文图摄影]+)+|整理报道|整理|采写|采访|撰文|撰稿|供稿|执笔|编译|摄影|制图|绘|摄(?!影)|[文图](?=$|[\s)）]))/u;

/** 文/X 图/Y, 整理:X: what was done stands before the name. */
const DONE_BEFORE =
	/^(?:文图|图文|文字?|图片?|摄影?|摄|整理|采写|口述|讲述|执笔|撰文|漫画|制图)\s*[/／:：]\s*/u;

/** What stands alone in brackets and is no name. */
const NOT_A_NAME_IN_BRACKETS =
	/待续|未完|全文|节选|摘编|摘要|转载|略$|资料|连载|编者|图片|附|上接|下转|[上中下]$|省$|市$|县$|区$/;

/** A source in place of a name: 据新华社, 本报综合, 某某供稿. */
const SOURCE_NOTE =
	/^(?:据|综合|来源|稿件来源|本报综合|作者单位|作者系|作者为)|(?:供稿|提供|综合|通讯站)$/;

interface Credits {
	authors: Author[];
	/** A word for photography stands in it, and none for the text (文/图). */
	photo: boolean;
	/** A word like 报道 closes it. */
	said: boolean;
	end: number;
}

/** Reads roles, names and what they did from `at` on, as far as it goes; null when nothing is read. */
function readCredits(line: string, at: number): Credits | null {
	const authors: Author[] = [];
	let photo = false;
	let text = false;
	let said = false;
	let end = at;
	for (;;) {
		const next = skipSeparators(line, end);
		const rest = line.slice(next);
		const before = DONE_BEFORE.exec(rest);
		const done = DONE.exec(rest);
		if (before) {
			const after = next + before[0].length;
			const role = ROLE.exec(line.slice(after))?.[0] ?? "";
			const named = readNames(line, after + role.length, false);
			if (named) {
				const plainRole = bareRole(role || before[0]);
				for (const name of named.names) authors.push({ role: plainRole, name });
				photo ||= /[图摄]/.test(before[0]);
				text ||= /文/.test(before[0]);
				end = named.end;
				continue;
			}
		}
		if (done && (authors.length > 0 || /[/／]/.test(done[0]))) {
			photo ||= /[图摄]/.test(done[0]);
			text ||= /文/.test(done[0]);
			said = true;
			end = next + done[0].length;
			continue;
		}
		const role = ROLE.exec(rest);
		if (role) {
			const named = readNames(line, next + role[0].length, false);
			if (named) {
				for (const name of named.names)
					authors.push({ role: bareRole(role[0]), name });
				end = named.end;
				continue;
			}
		}
		break;
	}
	return end > at ? { authors, photo: photo && !text, said, end } : null;
}

/** Credits that take up the whole of a bracket; `bareNames`: names without a role count too. */
function wholeCredits(
	inside: string,
	bareNames: boolean,
): { authors: Author[]; photo: boolean } | null {
	const credits = readCredits(inside, 0);
	if (
		credits &&
		inside.slice(credits.end).trim() === "" &&
		credits.authors.length > 0
	)
		return credits;
	if (!bareNames) return null;
	const named = readNames(inside.trim(), 0, true);
	if (!named) return null;
	const rest = inside.trim().slice(named.end).trim();
	if (rest !== "" && !DONE.test(rest)) return null;
	return {
		authors: named.names.map((name) => ({ role: UNNAMED_ROLE, name })),
		photo: /^(?:摄|图)/.test(rest),
	};
}

/** A run of names separated by 、 or spaces. `surname`: each must begin with a common surname. */
function readNames(
	line: string,
	at: number,
	surname: boolean,
): { names: string[]; end: number } | null {
	const names: string[] = [];
	let end = at;
	for (;;) {
		const separator =
			names.length === 0
				? /^\s*/.exec(line.slice(end))
				: /^(?:\s*[、,，]\s*|\s+)/.exec(line.slice(end));
		if (!separator) break;
		const next = end + separator[0].length;
		const name = readName(
			line,
			next,
			names.length > 0 && !/[、,，]/.test(separator[0]),
		);
		if (!name || (surname && !name.padded && !isPersonName(name.text))) break;
		names.push(name.text);
		end = next + name.length;
	}
	return names.length > 0 ? { names, end } : null;
}

/** Two or three characters with a common surname first, or a name with a dot. */
export function isPersonName(name: string): boolean {
	if (/[·•・]/.test(name)) return true;
	const compound =
		/^(?:欧阳|上官|诸葛|司马|皇甫|司徒|东方|令狐|慕容|尉迟|长孙|夏侯)/.test(
			name,
		);
	return (
		(compound || (name.length <= 3 && SURNAMES.has(name[0] ?? ""))) &&
		!/(?:女士|先生|师傅|同志|老师|同学|[省市区县乡镇村])$/.test(name)
	);
}

/** One name: two to four characters, 王　芳 padded to three, or 阿依古丽·买买提. */
function readName(
	line: string,
	at: number,
	afterSpace: boolean,
): { text: string; length: number; padded?: boolean } | null {
	const rest = line.slice(at);
	// 见习 of 见习记者 is no name either.
	if (ROLE.test(rest)) return null;
	const padded = PADDED_NAME.exec(rest);
	if (padded?.[1] && padded[2])
		return {
			text: padded[1] + padded[2],
			length: padded[0].length,
			padded: true,
		};
	const dotted = DOTTED_NAME.exec(rest);
	if (dotted) {
		// The last part runs on into 报道 or the next role where no space stands between.
		let length = dotted[0].search(/[·•・][^·•・]*$/u) + 2;
		while (
			length < dotted[0].length &&
			!DONE.test(rest.slice(length)) &&
			!ROLE.test(rest.slice(length))
		)
			length++;
		return { text: rest.slice(0, length), length };
	}
	const run = HAN_RUN.exec(rest)?.[0] ?? "";
	for (let length = 2; length <= Math.min(4, run.length); length++) {
		const after = rest.slice(length);
		if (DONE.test(after) || ROLE.test(after) || ENDS_NAME.test(after)) {
			const text = run.slice(0, length);
			// 报道, 记者 and the like are no names.
			if (DONE.test(text) || ROLE.test(text)) return null;
			// After a mere space the sentence itself may begin: 近日 or 3月 are no names.
			if (NOT_A_NAME.test(text) || (afterSpace && length === 4)) return null;
			return { text, length };
		}
	}
	return null;
}

const PADDED_NAME = new RegExp(
	`^(${HAN})[ \\u3000]{1,4}(${HAN})(?=$|[\\s、,，)）/／]|报道|摄|文)`,
	"u",
);
const DOTTED_NAME = new RegExp(
	`^(?!记者|通讯员)${HAN}{1,8}(?:[·•・]${HAN}{1,8})+`,
	"u",
);
const HAN_RUN = new RegExp(`^${HAN}+`, "u");
const ENDS_NAME = /^(?:$|[\s、)）/／“"「『《]|\d)/u;
const NOT_A_NAME =
	/^(?:手记|札记|观察|随笔|调查|走笔|见闻|来信|感言|视线|视点|点评|述评|连线|直击|日记|近日|日前|昨日|今日|今天|昨天|近期|近来|目前|今年|去年|上午|下午|当天|截至)/;

function bareRole(role: string): string {
	const name = role.replace(/[\s:：/／]/g, "");
	const known =
		/(?:见习|实习)?记者|通讯员|实习生|评论员|观察员|报道员|特约撰稿|编辑|编译/.exec(
			name,
		)?.[0];
	if (known) return known.replace(/^见习|^实习(?=记者)/, "");
	if (/图|摄/.test(name) && !/文/.test(name)) return "摄影";
	if (/漫画|制图|整理|口述|讲述/.test(name)) return name;
	return UNNAMED_ROLE;
}

function skipSeparators(line: string, at: number): number {
	return at + (/^[\s/／|｜、；;,，]*/.exec(line.slice(at))?.[0].length ?? 0);
}

function skipSpace(line: string, at: number): number {
	return at + (/^\s*/.exec(line.slice(at))?.[0].length ?? 0);
}

function found(
	line: string,
	end: number,
	authors: Author[],
	photoOnly: boolean,
): Byline {
	return { start: 0, end: skipSpace(line, end), authors, photoOnly };
}

function closing(line: string, open: number): number {
	const close = line.slice(open).search(/[)）]/);
	return close < 0 ? -1 : open + close;
}

/** The surnames of the Hundred Family Surnames and of recent name statistics. */
const SURNAMES = new Set(
	"赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴商牟佘佴伯赏墨哈谯笪年爱阳佟言福仝闫肖代付覃邸揭矫衣初丛迟苟占尧门原植户么芦卿楼青仵逮冼鹿粟区盘欧阳上官诸葛司马皇甫",
);
