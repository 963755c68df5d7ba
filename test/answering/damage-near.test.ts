import { expect, it } from "vitest";
import { besideDamage } from "../../src/answering/damage-near.ts";
import { plainArticle } from "../../src/knowledge/article.ts";

const article = plainArticle({
	id: "flood",
	title: "抢修队守住大堤",
	body: [
		"抢修队有30名职工。他们守了三天。",
		"从而保住了仓库。仓库里有粮食。",
		"队长姓□□。",
		"后来雨停了。",
	].join("\n"),
	damage: ["第7行“从而保住了仓库。”之前缺字", "第9行起有读不出的字"],
});

it("a gap before a paragraph touches what is quoted from it", () => {
	expect(besideDamage({ text: "仓库里有粮食。", article })).toBe(true);
	expect(besideDamage({ text: "他们守了三天。", article })).toBe(false);
});

it("so do characters that cannot be read", () => {
	expect(besideDamage({ text: "队长姓□□。", article })).toBe(true);
	expect(besideDamage({ text: "后来雨停了。", article })).toBe(false);
});

it("and a front part that stands on another page", () => {
	const turned = { ...article, damage: ["上接第1版,前面的内容不在本页"] };
	expect(besideDamage({ text: "他们守了三天。", article: turned })).toBe(true);
	expect(besideDamage({ text: "后来雨停了。", article: turned })).toBe(false);
});
