/** What a page's file says, whatever program made it. */

import { describe, expect, test } from "vitest";
import { readPageFile } from "../../src/ingest/page-file.ts";
import { createPageReader } from "../../src/ingest/read-page.ts";
import { createGazetteer } from "../../src/knowledge/gazetteer.ts";
import { docxOf } from "../support/docx.ts";
import { FRONT_PAGE } from "../support/pages.ts";

const reader = createPageReader(createGazetteer());

async function articlesOf(name: string, content: string | Uint8Array) {
	const bytes =
		typeof content === "string" ? new TextEncoder().encode(content) : content;
	const { text, markdown } = await readPageFile({ name, bytes });
	return reader.read(text, { markdown }).articles;
}

const BOAT = [
	"夜班船十点开出，天亮前往返四趟，船上的灯整夜不熄，码头的电工每晚查两遍线路。",
	"末班的乘客多是夜市收摊的人，船工替他们留着座。",
];
const CANTEEN = [
	"桥头镇总工会四月起在工地旁开办早餐铺，一碗粥两块钱，六点开门，工友下了夜班也能吃上热的。",
];

/** As e-paper systems write it: the menu first, the page's list of articles, each article in a block, the source's lines broken. */
const E_PAPER = `<!DOCTYPE html>
<html><head><meta charset="gb2312"><title>山城职工报</title>
<style>p { color: red }</style><script>var list = "<p>不是文章</p>";</script></head>
<body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/old">往期回顾</a></li></ul></div>
<div><a href="#">上一版</a> | <a href="#">下一版</a></div>
<div class="list"><ul><li><a href="1.htm">渡口的夜班船</a></li><li><a href="2.htm">桥头早餐铺开张 工友夜班后也有热粥</a></li></ul></div>
<div class="text"><h3>班组故事</h3><h1>渡口的夜班船</h1>
<founder-content><P>　　${BOAT[0]?.slice(0, 20)}
${BOAT[0]?.slice(20)}</P><P>　　${BOAT[1]}</P></founder-content></div>
<div class="text"><h1>桥头早餐铺开张 工友夜班后也有热粥</h1>
<founder-content><P>　　${CANTEEN[0]}<br></P></founder-content></div>
<div class="foot"><a href="#">关于我们</a>　<a href="#">联系方式</a></div>
</body></html>`;

describe("Markdown", () => {
	const PAGE = `# 山城职工报 · 第四版 · 副刊

> 2024-03-01 总第 6120 期

## 渡口的夜班船

*文/乔一山*

${BOAT.join("\n\n")}

## 船工（诗）

*沈一帆*

把缆解开
把灯擦亮
把一个一个名字
数过江去

## 征文启事

${CANTEEN[0]}
`;

	test.each(["4.md", "4.txt"])(
		"in %s is the paper, its page and its articles, verse among them",
		async (name) => {
			const articles = await articlesOf(name, PAGE);
			expect(articles).toMatchObject([
				{
					title: "渡口的夜班船",
					page: "第四版",
					authors: [{ name: "乔一山" }],
					body: BOAT.join("\n"),
				},
				{
					title: "船工（诗）",
					authors: [{ name: "沈一帆" }],
					body: "把缆解开\n把灯擦亮\n把一个一个名字\n数过江去",
				},
				{ title: "征文启事", body: CANTEEN[0] },
			]);
		},
	);

	test("is not seen in a number sign alone", async () => {
		const { markdown } = await readPageFile({
			name: "1.txt",
			bytes: new TextEncoder().encode(`# 1 站台\n${FRONT_PAGE}`),
		});
		expect(markdown).toBe(false);
	});
});

describe("a page of an e-paper", () => {
	test("is its articles, without the menu, the lists of links and the source's line ends", async () => {
		const articles = await articlesOf("node_2.html", E_PAPER);
		expect(articles).toMatchObject([
			{ kicker: "班组故事", title: "渡口的夜班船", body: BOAT.join("\n") },
			{
				kicker: null,
				title: "桥头早餐铺开张 工友夜班后也有热粥",
				body: CANTEEN.join("\n"),
			},
		]);
	});

	test("may hold a single article, its headline in a table's cell", async () => {
		const html = `<html><body><table><tr><td><a href="1">上一篇</a>&nbsp;<a href="2">下一篇</a></td></tr>
<tr><td class="font01">渡口的夜班船</td></tr><tr><td><div id="ozoom">${BOAT.map((line) => `<p>　　${line}</p>`).join("")}</div></td></tr></table></body></html>`;
		expect(await articlesOf("content_1.HTM", html)).toMatchObject([
			{ title: "渡口的夜班船", body: BOAT.join("\n") },
		]);
	});

	test("in the paper's old encoding is read too", async () => {
		const gb = Uint8Array.from(
			// 渡口, as GBK, in a page of Latin letters.
			[
				...Buffer.from("<html><body><p>"),
				0xb6,
				0xc9,
				0xbf,
				0xda,
				...Buffer.from("</p></body></html>"),
			],
		);
		const { text } = await readPageFile({ name: "a.html", bytes: gb });
		expect(text).toBe("渡口");
	});

	test("keeps the space of a headline and of Latin words, also across the source's lines", async () => {
		const html =
			"<h1>张榜揭榜 谁有本事谁来</h1><p>用 Open\nOffice 写的,\n第 2\n页</p>";
		const { text } = await readPageFile({
			name: "a.html",
			bytes: new TextEncoder().encode(html),
		});
		expect(text).toBe("# 张榜揭榜 谁有本事谁来\n\n用 Open Office 写的,第 2页");
	});

	test("made to be too deep to read is refused", async () => {
		const bomb = `${"<div>".repeat(50_000)}渡口`;
		const bytes = new TextEncoder().encode(bomb);
		await expect(readPageFile({ name: "a.html", bytes })).rejects.toThrow(
			"太多层",
		);
	});
});

/** Minutes, where the work grows with the square of the length. */
test.each([
	["spaces", `<p>工会${" ".repeat(400_000)}消息</p>`],
	[
		"blocks within each other",
		`${"<div>工会的消息很多。".repeat(2000)}${"</div>".repeat(2000)}`,
	],
	[
		"paragraphs deep inside",
		`${"<div>".repeat(500)}${"<p>工会的消息很多。</p>".repeat(60_000)}`,
	],
])(
	"a page of the web with many %s is read all the same",
	{
		timeout: 10_000,
	},
	async (_, html) => {
		const bytes = new TextEncoder().encode(`<html><body>${html}</body></html>`);
		expect((await readPageFile({ name: "a.html", bytes })).text).toMatch(
			/^工会/,
		);
	},
);

test("a line of nothing but spaces does not hold up a plain text", {
	timeout: 10_000,
}, async () => {
	const page = FRONT_PAGE.replace("\n", `\n${" ".repeat(300_000)}\n`);
	expect(await articlesOf("1.txt", page)).toHaveLength(2);
});

describe("a Word document", () => {
	test("is its articles, headed where Word says so", async () => {
		const page = docxOf([
			"班组故事",
			"# 渡口的夜班船",
			...BOAT,
			"# 桥头早餐铺开张 工友夜班后也有热粥",
			...CANTEEN,
		]);
		expect(await articlesOf("第12期.docx", page)).toMatchObject([
			{ kicker: "班组故事", title: "渡口的夜班船", body: BOAT.join("\n") },
			{ title: "桥头早餐铺开张 工友夜班后也有热粥", body: CANTEEN.join("\n") },
		]);
	});

	test("is known for one though its name has lost the ending", async () => {
		const page = docxOf(["# 渡口的夜班船", ...BOAT]);
		expect(await articlesOf("第12期", page)).toMatchObject([
			{ title: "渡口的夜班船" },
		]);
	});

	test.each([
		[
			"another kind of archive",
			Buffer.from("PK\u0003\u0004 and nothing more"),
			/打不开/,
		],
		[
			"an old document under a new name",
			Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
			/打不开/,
		],
	])("that is %s is refused with a way out", async (_, bytes, words) => {
		await expect(readPageFile({ name: "a.docx", bytes })).rejects.toThrow(
			words,
		);
	});

	test("that unpacks to far more than a page is refused before it does", async () => {
		const bytes = docxOf(["工会".repeat(20_000_000)]);
		expect(bytes.length).toBeLessThan(1_000_000);
		const before = process.memoryUsage().arrayBuffers;
		await expect(readPageFile({ name: "a.docx", bytes })).rejects.toThrow(
			"文字太多",
		);
		const used = process.memoryUsage().arrayBuffers - before;
		expect(used).toBeLessThan(20_000_000);
	});

	test("of more paragraphs than any paper has is refused", async () => {
		const bytes = docxOf(Array.from({ length: 20_000 }, () => BOAT[0] ?? ""));
		await expect(readPageFile({ name: "a.docx", bytes })).rejects.toThrow(
			"一版存一个文件",
		);
	});

	test("without a word in it is empty", async () => {
		const bytes = docxOf([""]);
		await expect(readPageFile({ name: "a.docx", bytes })).rejects.toThrow(
			"没有文字",
		);
	});
});

test("a text needs no ending, as a page of the web needs none", async () => {
	expect(await articlesOf("page", FRONT_PAGE)).toHaveLength(2);
	expect(await articlesOf("page", E_PAPER)).toHaveLength(2);
});

test.each(["a.pdf", "a.doc", "a.jpg", "a.zip", "a.mp4"])(
	"%s is no page, and what one is is said",
	async (name) => {
		const bytes = new TextEncoder().encode(FRONT_PAGE);
		await expect(readPageFile({ name, bytes })).rejects.toThrow(
			/\.txt.*\.docx.*\.html/,
		);
	},
);
