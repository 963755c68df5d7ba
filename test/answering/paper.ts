/** A small invented newspaper that the tests ask. */

import { type Answerer, createAnswerer } from "../../src/answering/answerer.ts";
import { createContentWords } from "../../src/answering/content-words.ts";
import {
	type Article,
	type IssueRef,
	plainArticle,
} from "../../src/knowledge/article.ts";
import { createGazetteer } from "../../src/knowledge/gazetteer.ts";
import { buildIndex } from "../../src/search/article-index.ts";
import { createDictionary } from "../../src/search/spelling/dictionary.ts";
import { createThesaurus } from "../../src/search/thesaurus.ts";

export const MARCH: IssueRef = {
	id: "2023-03-02",
	paper: "山水职工报",
	date: "2023-03-02",
	imported: "2023-03-02T08:00:00Z",
};
const UNDATED: IssueRef = {
	id: "undated-1a2b3c4d",
	paper: null,
	date: null,
	imported: "2023-01-05T08:00:00Z",
};

export const PAPER: Article[] = [
	plainArticle({
		id: "issues/2023-03-02/01-tea",
		issue: MARCH,
		title: "采茶工有了歇脚屋",
		subtitle: "德清县总工会在茶山建起12间“茶香小屋”",
		byline: "记者田小禾 通讯员柏青报道",
		authors: [
			{ role: "记者", name: "田小禾" },
			{ role: "通讯员", name: "柏青" },
		],
		place: "德清县",
		body: [
			"日前，德清县总工会在莫干山镇的茶山上建起12间“茶香小屋”，供采茶工歇脚、喝水、充电。",
			"小屋每天6时至19时开放，屋里有饮水机、微波炉和急救药箱。管理员沈月娥说：“夏天还会添上风扇。”她每天来打扫两次。",
			"采茶工凭工会会员卡可以免费领取一顶草帽，小屋服务电话0572-5550147。",
		].join("\n"),
	}),
	plainArticle({
		id: "issues/2023-03-02/02-contest",
		issue: MARCH,
		title: "叉车技能比武4月开赛",
		place: "邵东市",
		kind: "event",
		body: [
			"第三届邵东市叉车技能比武将于4月8日至9日在邵东市物流港举行。",
			"报名从3月10日开始，3月25日截止，选手可在“邵工之家”公众号填报，也可到市总工会一楼现场报名，不收取任何费用。",
			"第一名奖励5000元，第二名奖励3000元。比武设理论考试和实际操作两项，成绩分别占三成和七成。",
		].join("\n"),
	}),
	plainArticle({
		id: "issues/2023-03-02/03-aid",
		issue: MARCH,
		title: "宜宾提高困难职工帮扶标准",
		kind: "policy",
		place: "宜宾市",
		subheads: ["申请材料"],
		body: [
			"宜宾市总工会今年起提高困难职工帮扶标准，生活救助由每户每年4000元提高到5200元，医疗救助每户最高2万元。",
			"申请材料",
			"申请人须提交身份证复印件、家庭收入证明和住院发票，由所在单位工会核实。",
			"去年，全市共帮扶困难职工1380户。",
		].join("\n"),
	}),
	plainArticle({
		id: "issues/undated-1a2b3c4d/01-choir",
		issue: UNDATED,
		title: "纺织女工组起合唱团",
		authors: [{ role: "作者", name: "白露" }],
		place: "宣威市",
		truncated: true,
		body: [
			"近日，宣威市锦川纺织厂的36名女工组起合唱团，团长是挡车工杨秋云。",
			"合唱团每周三晚上排练，预计5月参加全市职工文艺汇演，并将",
		].join("\n"),
	}),
];

export function answererOver(
	articles: readonly Article[],
	thesaurus = createThesaurus({ words: [] }),
): Answerer {
	const index = buildIndex(articles);
	return createAnswerer({
		index: () => index,
		gazetteer: createGazetteer(),
		contentWords: createContentWords(createDictionary()),
		thesaurus: () => thesaurus,
		respell: (question) => question,
	});
}
