/** A small invented newspaper that is asked in every spelling. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { plainArticle } from "../../../src/knowledge/article.ts";
import { buildIndex } from "../../../src/search/article-index.ts";
import { createDictionary } from "../../../src/search/spelling/dictionary.ts";
import {
	createGlossary,
	GlossaryFile,
} from "../../../src/search/spelling/glossary.ts";

const ARTICLES = [
	[
		"爱心驿站亮灯迎冬",
		"丽水市总工会在莲都区建成46座爱心驿站，户外劳动者可以进站歇脚、热饭、喝水。驿站每天早上7点开门，晚上9点关门。站长叶小满说，外卖骑手来得最多。",
	],
	[
		"职工疗休养线路公布",
		"今年的职工疗休养线路共有12条，每人每次补助2000元。劳模和一线职工优先安排。",
	],
	[
		"工资集体协商谈出新气象",
		"竹制品行业工会与28家企业开展工资集体协商，签订集体合同，计件单价提高了百分之八。",
	],
	[
		"医疗互助怎么参加",
		"职工医疗互助每人每年缴费100元，住院最高可以领取3万元。申请理赔要带身份证和出院小结，咨询电话0578-5550163。",
	],
	[
		"工人文化宫重新开门",
		"改造了一年的工人文化宫5月起重新开门，羽毛球馆、书画室免费开放，每周一闭馆。",
	],
	[
		"焊花比武见高低",
		"衢州市电焊工技能比武落幕，64名选手参加决赛，李凡夺得冠军，获得奖金5000元。",
	],
	[
		"给外卖骑手送体检",
		"合肥市总工会为300名外卖骑手安排免费体检，项目有颈椎、腰椎和心电图。医生每月上门一次。",
	],
] as const;

export const index = buildIndex(
	ARTICLES.map(([title, body]) => plainArticle({ id: title, title, body })),
);

export const parts = {
	dictionary: createDictionary(),
	glossary: createGlossary(
		GlossaryFile.parse(
			parse(readFileSync(path.join("config", "glossary.yml"), "utf8")),
		),
	),
};
