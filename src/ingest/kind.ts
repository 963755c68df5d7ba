/** What kind of article it is: news, a policy, an event, a notice, questions and answers. */

import type { ArticleKind } from "../knowledge/article.ts";
import { type ArticleParts, LEAD } from "./article-parts.ts";
import { looksLikeAgendaRow } from "./line-shape.ts";

/** Kind by form first (questions and answers, a notice), then by what the lead announces. */
export function kindOf({
	kicker,
	title,
	subtitle,
	body,
}: ArticleParts): ArticleKind {
	const head = [kicker, title, subtitle].filter(Boolean).join(" ");
	const lead = body.slice(0, LEAD);
	const questions =
		body.match(
			/(?:^|\n)\s*(?:问|[Qq])\s*[0-9一二三]?\s*[：:]|(?:^|\n)[^\n。，,]{2,16}(?:来电|来信|咨询|提问|问)[：:](?![“"])/g,
		)?.length ?? 0;
	const answers =
		body.match(
			/(?:^|\n)\s*(?:答|[Aa])\s*[0-9一二三]?\s*[：:]|(?:^|\n)[^\n。，,]{0,30}(?:回复|答复|解答|答)[：:]/gu,
		)?.length ?? 0;
	const asked = body
		.split("\n")
		.filter(
			(line) => line.length <= 40 && /^[0-9（(①-⑳].*[？?]$/.test(line),
		).length;
	const letters =
		/(?:信箱|问答|答疑|门诊|咨询[台室]|热线)$/.test(kicker ?? "") &&
		/[？?吗]$/.test(title);
	const interview = body.match(/(?:^|\n)(?:本报)?记者[：:]/g)?.length ?? 0;
	if (
		(questions >= 1 && answers >= 1) ||
		asked >= 3 ||
		letters ||
		interview >= 2
	)
		return "qa";
	if (
		NOTICE_TITLE.test(title) ||
		(kicker !== null &&
			/^(?:通知公告|公告栏?|通知|公示|启事|告示)$/.test(kicker)) ||
		/现将[^。]{0,24}(?:如下|公告|通知|公布)|特此(?:通知|公告|通告)/.test(body)
	)
		return "notice";
	const upcoming =
		/(?:将于|定于|拟于)[^。]{0,40}(?:举[行办]|开[幕赛班讲展场]|启动|启幕|进行)|\d日起[^。]{0,24}开[课讲班]|(?:即将|将)[^。，,]{0,16}(?:举[行办]|开[幕赛班讲展场])/;
	const enrol =
		/报名(?:时间|方式|截止|从|自|开始|参加|者)|(?:截止|开始|接受)报名|预约|咨询电话|入场|免费参加|报名/;
	if (
		upcoming.test(lead) &&
		(enrol.test(body) || /预告|开赛|招聘会|报名|启幕/.test(head))
	)
		return "event";
	if (
		/\d+月\d+日.*(?:开[讲场赛班展幕]|举行|启幕)/.test(head) &&
		enrol.test(body)
	)
		return "event";
	if (
		/开始报名|报名(?:啦|启动|开启|通道)|邀你参加|等你来/.test(head) &&
		enrol.test(body)
	)
		return "event";
	if (DATES_AND_PLACES.test(body) || isAgenda(body)) return "event";
	if (
		/(?:^|\n)第一条/.test(body) ||
		POLICY.test(head) ||
		/(?:出台|印发|制定出台|发布|公布)[^。]{0,20}《[^》]*(?:办法|规定|意见|方案|细则|措施|条例|标准|通知|规程|政策)[^》]*》/.test(
			lead,
		)
	)
		return "policy";
	return "news";
}

const NOTICE_TITLE =
	/^关于.+的(?:通知|公告|公示|通报|函|启事)|(?:通知|公告|公示|启事|招聘简章|招生简章|倡议书|征集令|征稿|通告|声明)$|^(?:更正|讣告|致歉|启事|声明)$|开始报名啦?$|报名须知$|(?:课程|日程|时间|安排|一览|名额)表$|(?:时间|日程|课程|活动)安排$/;

/** Little else than rows that say what is when and where. */
function isAgenda(body: string): boolean {
	const lines = body.split("\n");
	const rows = lines.filter(looksLikeAgendaRow).length;
	return rows >= 2 && rows >= lines.length / 2;
}

/** A table that says of each row when and where it is. */
const DATES_AND_PLACES =
	/(?:^|\n)(?=[^\n。，,]{0,40}(?:时间|日期)[\s|｜])(?=[^\n。，,]{0,40}(?:地点|地址)(?:[\s|｜]|$))[^\n]{1,60}\n[^\n]{0,80}\d月\d{1,2}日/m;

const POLICY =
	/(?:新规|新政|出台|印发|实施细则|管理办法|暂行规定|条例|政策解读|标准(?:上调|提高|调整)|提标|施行|实施办法)/;
