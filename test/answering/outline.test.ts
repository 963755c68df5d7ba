import { expect, it } from "vitest";
import { readArticle } from "../../src/answering/reading.ts";
import { plainArticle } from "../../src/knowledge/article.ts";

/** Each sentence with the beginnings of those that it stands under; headings in brackets. */
const outline = (...lines: string[]) => {
	const { sentences } = readArticle(
		plainArticle({ id: "rules", title: "工棚规约", body: lines.join("\n") }),
		null,
	);
	return sentences.map(({ text, heading, sections }) => {
		const above = sections.map((index) => sentences[index]?.text.slice(0, 3));
		return [...above, heading ? `[${text}]` : text].join(" > ");
	});
};

it("a sentence stands under every number and heading above it", () => {
	expect(
		outline(
			"一、住宿",
			"（一）床铺",
			"每人一张床。",
			"（二）钥匙由组长保管，不得外借。",
			"二、用电",
			"夜里十点熄灯。",
		),
	).toEqual([
		"[一、住宿]",
		"一、住 > [（一）床铺]",
		"一、住 > （一） > 每人一张床。",
		"一、住 > （二）钥匙由组长保管，不得外借。",
		"[二、用电]",
		"二、用 > 夜里十点熄灯。",
	]);
});

it("what 一是 numbers ends with its paragraph", () => {
	expect(
		outline("班长说，一是慢。二是看。先看脚下。", "大家都记住了。"),
	).toEqual([
		"班长说，一是慢。",
		"二是看。",
		"二是看 > 先看脚下。",
		"大家都记住了。",
	]);
});

it("short numbered lines in a row are a list, not headings", () => {
	expect(outline("领取时请带：", "1.工牌", "2.身份证", "3.领取单")).toEqual([
		"领取时请带：",
		"1.工牌",
		"2.身份证",
		"3.领取单",
	]);
});

it("a document's own title answers nothing", () => {
	expect(
		outline("山水货运站关于冬季工棚用电与取暖若干事项的补充通知", "禁用电炉。"),
	).toEqual([
		"[山水货运站关于冬季工棚用电与取暖若干事项的补充通知]",
		"禁用电炉。",
	]);
});
