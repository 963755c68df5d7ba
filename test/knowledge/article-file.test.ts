/** An article's Markdown file: what is written is read back, and what people change in it counts. */

import { describe, expect, test } from "vitest";
import { ArticleFacts, type ArticleText } from "../../src/knowledge/article.ts";
import {
	formatArticle,
	parseArticle,
} from "../../src/knowledge/article-file.ts";

function article(facts: Partial<ArticleText>): ArticleText {
	const body = facts.body ?? "夜班船十点开出，天亮前往返四趟。";
	return {
		...ArticleFacts.parse({ title: "渡口的夜班船", ...facts }),
		body,
	};
}

describe("what is written is read back", () => {
	test("with all its facts", () => {
		const full = article({
			title: "渡口的夜班船",
			kicker: "班组故事",
			subtitle: "嵊泗船工一夜往返四趟",
			rubric: "奋进新征程",
			byline: "记者乔一山 通讯员罗小禾报道",
			authors: [
				{ role: "记者", name: "乔一山" },
				{ role: "通讯员", name: "罗小禾" },
			],
			place: "嵊泗县",
			organisations: ["嵊泗县总工会"],
			kind: "notice",
			page: "第3版",
			captions: ["船工在船头系缆。 乔一山 摄"],
			subheads: ["灯不熄"],
			truncated: true,
			damage: ["第4行“的通道打通以后”之前缺字"],
			body: "夜班船十点开出。\n灯不熄\n天亮前往返四趟，船工替他们留",
		});
		expect(parseArticle(formatArticle(full))).toEqual(full);
	});

	test.each([
		"新疆哈密：风电工人“云上”看牙",
		"工会: 把账算清",
		"- 一张清单",
		"---",
		"# 号码牌",
		"'引号' \"引号\" `引号`",
		"* & ! % @ | > { } [ ]",
		"yes",
		"null",
		"2024-03-01",
		"12351",
		"0",
		"  前后有空格  ",
		"小发明　大效益",
		"😀 笑脸驿站",
		"反斜杠\\和\\n",
		"很".repeat(300),
	])("with the headline %s", (title) => {
		const awkward = article({ title, kicker: title, captions: [title] });
		expect(parseArticle(formatArticle(awkward))).toEqual(awkward);
	});

	test.each([
		"# 号开头的一段",
		"## 两个井号",
		"\\# 反斜杠和井号",
		"####### 七个井号",
		"#号后面没有空格",
		"---",
		"- 一项",
		"> 一句",
		"1. 一条",
		"**两星**",
		"title: 像一行前言",
		"***",
	])("with a paragraph %s", (paragraph) => {
		const awkward = article({
			body: `${paragraph}\n中间一段。\n${paragraph}`,
			subheads: [],
		});
		expect(parseArticle(formatArticle(awkward))).toEqual(awkward);
	});

	test("with a sub-head that begins with a hash", () => {
		const awkward = article({
			body: "# 一号泊位\n夜班船十点开出。",
			subheads: ["# 一号泊位"],
		});
		expect(parseArticle(formatArticle(awkward))).toEqual(awkward);
	});

	test("with empty lists, which stay empty lists", () => {
		const bare = article({});
		expect(formatArticle(bare)).toContain("authors: []");
		expect(parseArticle(formatArticle(bare))).toEqual(bare);
	});
});

test("sub-heads are headings in the file, and a blank line stands between paragraphs", () => {
	const text = formatArticle(
		article({
			body: "夜班船十点开出。\n灯不熄\n天亮前靠岸。",
			subheads: ["灯不熄"],
		}),
	);
	expect(text).toMatch(
		/\n---\n\n夜班船十点开出。\n\n## 灯不熄\n\n天亮前靠岸。\n$/,
	);
});

describe("what a person changes counts", () => {
	const file = formatArticle(
		article({ body: "夜班船十点开出。\n天亮前靠岸。", place: "嵊泗县" }),
	);

	test("a corrected fact, a corrected word", () => {
		const edited = file.replace("嵊泗县", "岱山县").replace("十点", "九点");
		expect(parseArticle(edited)).toMatchObject({
			place: "岱山县",
			body: "夜班船九点开出。\n天亮前靠岸。",
		});
	});

	test("an editor's line ends and its BOM do not", () => {
		const saved = `\uFEFF${file.replaceAll("\n", "\r\n")}`;
		expect(parseArticle(saved)).toEqual(parseArticle(file));
	});

	test("a heading that a person puts in is a paragraph of the text", () => {
		const edited = file.replace("\n天亮前", "\n## 靠岸\n\n天亮前");
		expect(parseArticle(edited).body).toBe(
			"夜班船十点开出。\n靠岸\n天亮前靠岸。",
		);
	});

	test("facts that a person deletes are empty, facts of their own are left out", () => {
		expect(
			parseArticle("---\ntitle: 渡口的夜班船\nmood: 好\n---\n十点开出。\n"),
		).toEqual(article({ body: "十点开出。" }));
	});

	test("paragraphs without a blank line between them are paragraphs", () => {
		const edited = file.replace("开出。\n\n天亮", "开出。\n天亮");
		expect(parseArticle(edited).body).toBe("夜班船十点开出。\n天亮前靠岸。");
	});
});

describe("a text without front matter", () => {
	test.each([
		["a heading", "# 会员卡怎么办\n\n带身份证到窗口。\n"],
		["a plain first line", "会员卡怎么办\n带身份证到窗口。"],
		[
			"front matter that names no title",
			"---\nkind: policy\n---\n\n## 会员卡怎么办\n\n带身份证到窗口。\n",
		],
	])("is titled by %s", (_, text) => {
		expect(parseArticle(text)).toMatchObject({
			title: "会员卡怎么办",
			body: "带身份证到窗口。",
		});
	});
});

describe("refuses, and says why", () => {
	test.each([
		["", "empty"],
		["\n \n", "empty"],
		["# 只有标题\n", "no text"],
		["---\ntitle: 没有正文\n---\n\n", "no text"],
		["---\ntitle: 没有收尾\n十点开出。\n", "closing ---"],
		["---\ntitle: [\n---\n十点开出。\n", "front matter"],
		["---\n- 一张清单\n---\n十点开出。\n", "no list of fields"],
		["---\ntitle: 渡口\nkind: rumour\n---\n十点开出。\n", "kind"],
		["---\ntitle: 渡口\nauthors: 乔一山\n---\n十点开出。\n", "authors"],
	])("%j", (text, reason) => {
		expect(() => parseArticle(text)).toThrow(reason);
	});
});
