/** The desk: what staff see when they bring an issue in, correct it, push it, and take it back. */

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { writeAction } from "../../src/bot/action.ts";
import { fill } from "../../src/bot/wording.ts";
import type { Message } from "../../src/chat/incoming.ts";
import { readIssue } from "../../src/knowledge/issue-desk.ts";
import { withKnowledgeLock } from "../../src/knowledge/knowledge-lock.ts";
import { readKnowledge } from "../../src/knowledge/read-knowledge.ts";
import { docxOf } from "../support/docx.ts";
import { BARE_PAGE, FRONT_PAGE, INSIDE_PAGE } from "../support/pages.ts";
import { entry } from "../support/store-samples.ts";
import { type ChatOptions, startChat, WORDING } from "./chat.ts";

const { desk: words, staff } = WORDING;
const ISSUE = "2024-03-01";

/** A desk with an editor at it. */
async function startDesk(options: ChatOptions = {}) {
	const chat = await startChat({
		staff: ["editor", "chief"],
		direct: true,
		...options,
		files: {
			front: FRONT_PAGE,
			inside: INSIDE_PAGE,
			bare: BARE_PAGE,
			...options.files,
		},
	});
	const as = (id: string) => ({ id, name: "", asGroup: false });
	const handle = async (text: string, more: Partial<Message>) => {
		const { said } = await chat.handle(
			chat.message(text, { sender: as("editor"), ...more }),
		);
		return said.map(({ reply }) => reply.text);
	};
	return {
		...chat,
		/** All that the bot says to it. */
		says: (text: string, more: Partial<Message> = {}) => handle(text, more),
		sends: (id: string, name: string, by = "editor") =>
			handle("", { file: { id, name }, sender: as(by) }),
		/** One of the articles of the issue at the desk. */
		article: async (number: number, id = ISSUE) => {
			const folder = path.join(chat.knowledgeDir, "issues", id);
			const desk = await readIssue(chat.knowledgeDir, id);
			const found = desk?.articles.find((one) => one.number === number);
			return found && { ...found.article, path: path.join(folder, found.file) };
		},
		/** Who did what, as the audit has it. */
		audit: async () =>
			(await chat.store.audit.last(50))
				.map(({ actor, action, subject, allowed }) =>
					[actor, action, subject, allowed].join(" "),
				)
				.reverse(),
	};
}

describe("a file of the paper", () => {
	it("is a draft with its articles, their places and kinds, and every doubt with its line", async () => {
		const { sends } = await startDesk();
		const [text = ""] = await sends("front", "第1版.txt");
		expect(text).toContain("收到“第1版.txt”,山城职工报 2024-03-01 第1版");
		expect(text).toContain("1. 《技能银行存的是手艺》新昌县 新闻(原文有缺)");
		expect(text).toContain("2. 《渡口的夜班船》新闻");
		expect(text).toContain("· 《技能银行存的是手艺》:文字到第5行中断");
		expect(text).toContain("标题 3");
	});

	it("that prints a paper's name is put to no issue without one", async () => {
		const { sends } = await startDesk();
		const [bare = ""] = await sends("bare", "5.txt");
		expect(bare).toContain("undated-");
		const [text = ""] = await sends("front", "第1版.txt");
		expect(text).toContain("山城职工报 2024-03-01 第1版(草稿) 共2篇");
	});

	it("is read anew behind 替换, also when it is the same: what was done to it is undone", async () => {
		const { sends, says, article } = await startDesk();
		await sends("front", "第1版.txt");
		await says("标题 2 别的标题");
		await says("删除 1");
		await says("替换");
		const [text = ""] = await sends("front", "第1版.txt");
		expect(text).toContain("1. 《技能银行存的是手艺》");
		expect((await article(2))?.title).toBe("渡口的夜班船");
	});

	it("says which article goes on from a page that came before, and is put behind it as it says", async () => {
		const { sends, says, article } = await startDesk();
		await sends("front", "第1版.txt");
		const [text = ""] = await sends("inside", "第3版.txt");
		expect(text).toContain("第3篇像是接着第1篇的。是的话,发“合并 1 3”");
		const [after = ""] = await says("合并 1 3");
		expect(after).toContain("1. 《技能银行存的是手艺》新昌县 新闻\n");
		expect(after).not.toContain("像是接着");
		expect((await article(1))?.body).toContain("还可以换体检。");
	});

	it("is nothing that members find", async () => {
		const { sends, say, knowledgeDir } = await startDesk();
		await sends("front", "第1版.txt");
		expect((await readKnowledge(knowledgeDir)).articles).toEqual([]);
		expect((await say("夜班船几点开出", "小陈")).status).toBe("not_found");
	});

	it("that comes again is recognised, also under another name", async () => {
		const { sends } = await startDesk({ files: { again: FRONT_PAGE } });
		await sends("front", "第1版.txt");
		const [text] = await sends("again", "副本.txt");
		expect(text).toContain("“副本.txt”以前收过了,在山城职工报 2024-03-01");
	});

	it("joins the pages that came before; one of another date does not", async () => {
		const other = FRONT_PAGE.replace("3月1日", "3月2日").replaceAll(
			"夜班船",
			"早班船",
		);
		const { sends, says } = await startDesk({ files: { other } });
		await sends("front", "1.txt");
		expect((await sends("bare", "2.txt"))[0]).toContain(
			"3. 《渔网厂的新图纸》",
		);
		expect((await sends("inside", "3.txt"))[0]).toContain("共5篇");
		expect((await sends("other", "4.txt"))[0]).toContain("2024-03-02");
		const [list] = await says("草稿");
		expect(list).toContain("2024-03-01");
		expect(list).toContain("2024-03-02");
		expect((await says(`草稿 ${ISSUE}`))[0]).toContain("共5篇");
	});

	it("may be one of many that come at once", async () => {
		const files = Object.fromEntries(
			Array.from({ length: 16 }, (_, n) => [
				`p${n}`,
				BARE_PAGE.replace("渔网厂", `第${n + 1}渔网厂`),
			]),
		);
		const { sends } = await startDesk({
			files,
			limits: { personPerMinute: 3, groupPerMinute: 3 },
		});
		for (let n = 0; n < 15; n++) await sends(`p${n}`, `${n}.txt`);
		expect((await sends("p15", "15.txt"))[0]).toContain("共16篇");
	});

	it("may be a Word document", async () => {
		const word = docxOf(["# 渔网厂的新图纸", BARE_PAGE.split("\n")[1] ?? ""]);
		const { sends } = await startDesk({ files: { word } });
		expect((await sends("word", "稿子.docx"))[0]).toContain(
			"《渔网厂的新图纸》",
		);
	});

	it("may be pasted, also in several messages, as clients cut what is long", async () => {
		const line =
			"本报讯 记者乔一山报道 老式梭子用了四十年，今年换成了工人自己画的新样子，快了一倍。";
		const paragraphs = Array.from(
			{ length: 120 },
			(_, n) => `第${n}段说：${line}`,
		);
		const page = `渔网厂的新图纸\n${paragraphs.join("\n")}`;
		const { says, article } = await startDesk();
		const [first] = await says(page.slice(0, 4000));
		expect(first).toContain("1. 《渔网厂的新图纸》");
		const [second = ""] = await says(page.slice(4000));
		expect(second).toContain("共1篇");
		const id = /undated-[0-9a-f]{8}/.exec(second)?.[0] ?? "";
		expect((await article(1, id))?.body).toContain("第119段");
		// What is asked afterwards is a question.
		expect((await says("夜班船几点开出"))[0]).not.toContain("收到");
	});

	it.each([
		["empty.txt", "", "文件是空的"],
		["names.txt", "王芳 李明\n", "没有读到文章"],
		["scan.pdf", "%PDF", ".docx"],
		["broken.docx", "PK", "打不开"],
	])(
		"%s is told what is wrong, and nothing is kept",
		async (name, content, why) => {
			const { sends, says } = await startDesk({ files: { bad: content } });
			const [text] = await sends("bad", name);
			expect(text).toContain(why);
			expect(text).toContain(name);
			expect(await says("草稿")).toEqual([words.none]);
		},
	);

	it("that the platform does not hand over, or that meets another import, can be sent again", async () => {
		const { sends, knowledgeDir } = await startDesk();
		expect((await sends("gone", "1.txt"))[0]).toContain("请再发一次");
		await withKnowledgeLock(knowledgeDir, async () => {
			expect(await sends("front", "1.txt")).toEqual([words.busy]);
		});
		expect((await sends("front", "1.txt"))[0]).toContain("共2篇");
	});

	it("is none of a member's business, which is written down without their name", async () => {
		const { sends, audit, knowledgeDir } = await startDesk();
		expect(await sends("front", "1.txt", "小陈")).toEqual([words.file_no]);
		expect(await audit()).toEqual([
			expect.stringMatching(/^\S{20,} upload direct false$/),
		]);
		expect((await audit())[0]).not.toContain("小陈");
		await expect(readFile(path.join(knowledgeDir, "issues"))).rejects.toThrow();
	});
});

describe("a correction", () => {
	it("changes the article's file and is shown at once", async () => {
		const { sends, says, article } = await startDesk();
		await sends("front", "1.txt");
		expect((await says("标题 2 夜班船通宵开"))[0]).toContain(
			"2. 《夜班船通宵开》",
		);
		expect((await says("类别 2 活动"))[0]).toContain("2. 《夜班船通宵开》活动");
		expect((await says("地点 2 绍兴"))[0]).toContain("绍兴 活动");
		expect((await says("摘要 2 船十点开。"))[0]).toContain("摘要已改写");
		expect(await article(2)).toMatchObject({
			title: "夜班船通宵开",
			kind: "event",
			place: "绍兴",
			brief: "船十点开。",
		});
		await says("合并 2 1");
		expect((await says("删除 2"))[0]).toContain("共0篇");
		expect((await says("日期 2024年3月2日"))[0]).toContain("2024-03-02");
	});

	it("of an article that is not there says so", async () => {
		const { sends, says } = await startDesk();
		expect(await says("删除 1")).toEqual([words.none]);
		await sends("front", "1.txt");
		expect((await says("删除 7"))[0]).toContain("没有第7篇");
		expect((await says("类别 1 好消息"))[0]).toContain("类别 3 活动");
	});

	it("made in an editor is seen at the desk", async () => {
		const { sends, says, article } = await startDesk();
		await sends("front", "1.txt");
		const file = (await article(2))?.path ?? "";
		await writeFile(
			file,
			(await readFile(file, "utf8")).replace("渡口的夜班船", "渡口"),
		);
		expect((await says("草稿"))[0]).toContain("2. 《渡口》");
	});

	it.each([
		"标题 1 假的",
		"删除 1",
		"合并 1 2",
		"推送",
		"草稿",
		"下架 1",
		"撤回",
		"更正 1 甲=>乙",
	])(
		"%s is for staff, in their direct chat; both tries are written down",
		async (order) => {
			const { sends, says, article, audit } = await startDesk();
			await sends("front", "1.txt");
			const stranger = { id: "小陈", name: "", asGroup: false };
			expect(await says(order, { sender: stranger })).toEqual([staff.only]);
			expect(await says(order, { direct: false })).toEqual([staff.in_private]);
			expect((await article(1))?.title).toBe("技能银行存的是手艺");
			const [, denied, ingroup] = await audit();
			expect(denied).toMatch(/ false$/);
			expect(ingroup).toMatch(/^editor .* true$/);
		},
	);
});

describe("推送", () => {
	const subscribe = async (
		{ store }: Awaited<ReturnType<typeof startDesk>>,
		chat: string,
		places: string[] = [],
	) => {
		await store.chats.join(
			{ platform: "test", chat, title: chat, group: true },
			0,
		);
		await store.chats.change("test", chat, {
			subscribed: true,
			wants: { places, kinds: [] },
		});
	};
	const press = async (
		desk: Awaited<ReturnType<typeof startDesk>>,
		label: string,
		by = "editor",
	) => {
		const { said, notice } = await desk.click(desk.actionOf(label), by);
		return { said: said.map(({ reply }) => reply.text), notice };
	};
	const stateOf = async ({ store }: Awaited<ReturnType<typeof startDesk>>) =>
		(await store.pushes.last(1))[0]?.state;

	it("shows the summary as it will look, to whom it goes, and asks twice", async () => {
		const desk = await startDesk();
		await subscribe(desk, "一车间");
		await subscribe(desk, "新昌群", ["新昌"]);
		await subscribe(desk, "宁波群", ["宁波"]);
		await desk.sends("front", "1.txt");
		const [summary = "", control = ""] = await desk.says("推送");
		expect(summary).toMatch(
			/^山城职工报 2024-03-01 第1版\n新闻\n1\. 《技能银行存的是手艺》\(原文有缺\)\n/,
		);
		expect([...summary].length).toBeLessThanOrEqual(800);
		expect(control).toContain("将发到2个");
		expect(control).toContain("全部内容 1个");
		expect(control).toContain("新昌 1个");
		expect(control).toContain(fill(words.audience_nothing, { count: "1" }));
		expect(control).toContain(words.will_publish);
		expect(desk.buttons()).toEqual([
			[words.button_try, words.button_push, words.button_cancel],
		]);
		expect((await press(desk, words.button_try)).said).toEqual([
			words.tried,
			summary,
		]);
		expect(await stateOf(desk)).toBe("preview");
		await desk.says("推送");
		expect((await press(desk, words.button_push)).said[0]).toContain("确定");
		expect(await stateOf(desk)).toBe("preview");
		expect((await press(desk, words.button_confirm)).said[0]).toContain(
			"开始推送",
		);
		expect(await stateOf(desk)).toBe("approved");
	});

	it("does nothing for who is no staff, however the button came to them, nor a second time", async () => {
		const desk = await startDesk();
		await desk.sends("front", "1.txt");
		await desk.says("推送");
		await press(desk, words.button_push);
		const confirm = desk.actionOf(words.button_confirm);
		expect(await desk.click(confirm, "小陈")).toEqual({
			said: [],
			notice: staff.only,
		});
		expect(await stateOf(desk)).toBe("preview");
		await desk.click(confirm, "editor");
		const replayed = await desk.click(confirm, "chief");
		expect(replayed.said.map(({ reply }) => reply.text)).toEqual([
			expect.stringContaining("开始推送"),
		]);
		expect((await desk.store.pushes.last(1))[0]?.approvals).toMatchObject([
			{ id: "editor" },
		]);
		expect(await desk.audit()).toContainEqual(
			expect.stringMatching(/push confirm 1 false$/),
		);
	});

	it("does nothing where others read along, as on a card that was sent on to a group", async () => {
		const desk = await startDesk();
		await desk.sends("front", "1.txt");
		await desk.says("推送");
		await press(desk, words.button_push);
		const confirm = desk.actionOf(words.button_confirm);
		const forwarded = await desk.click(confirm, "editor", { direct: false });
		expect(forwarded).toEqual({ said: [], notice: staff.in_private });
		expect(await stateOf(desk)).toBe("preview");
	});

	it("is bound to what was seen: after a change it has to be looked at anew", async () => {
		const desk = await startDesk();
		await desk.sends("front", "1.txt");
		await desk.says("推送");
		await press(desk, words.button_push);
		const confirm = desk.actionOf(words.button_confirm);
		await desk.says("标题 2 改过了");
		const { said } = await desk.click(confirm, "editor");
		expect(said.map(({ reply }) => reply.text)).toEqual([words.outdated]);
		expect(await stateOf(desk)).toBe("preview");
		expect((await desk.says("推送"))[0]).toContain("《改过了》");
	});

	it("waits for a second person where two have to agree; the same one does not count twice", async () => {
		const desk = await startDesk({ approvers: 2 });
		await desk.sends("front", "1.txt");
		await desk.says("推送");
		await press(desk, words.button_push);
		const confirm = desk.actionOf(words.button_confirm);
		const first = await desk.click(confirm, "editor");
		expect(first.said.map(({ reply }) => reply.text)).toEqual([
			words.waiting_second,
			expect.stringContaining("《渡口的夜班船》"),
			expect.stringContaining("还差一个人确认"),
		]);
		expect(await stateOf(desk)).toBe("waiting");
		const again = await desk.click(confirm, "editor");
		expect(again.said.map(({ reply }) => reply.text)).toEqual([
			words.not_same_person,
		]);
		expect(await stateOf(desk)).toBe("waiting");
		await desk.click(confirm, "chief");
		expect(await stateOf(desk)).toBe("approved");
	});

	it("may be put off to an hour, and cancelled until then", async () => {
		const desk = await startDesk();
		await desk.sends("front", "1.txt");
		expect((await desk.says("推送 08:00"))[1]).toContain("定在3月21日 08:00发");
		await press(desk, words.button_push);
		expect((await press(desk, words.button_confirm)).said[0]).toContain(
			"3月21日 08:00",
		);
		expect((await desk.says("推送 状态"))[0]).toContain("08:00");
		expect((await desk.says("推送 取消"))[0]).toContain(words.cancelled);
		expect(await stateOf(desk)).toBe("cancelled");
		expect((await desk.says("推送"))[1]).toContain(words.audience_none);
	});

	it("can be stopped while it runs, and tried again where it failed", async () => {
		const desk = await startDesk();
		await desk.sends("front", "1.txt");
		await desk.says("推送");
		await press(desk, words.button_push);
		await press(desk, words.button_confirm);
		const { pushes, outbox } = desk.store;
		const [push] = await pushes.last(1);
		const id = push?.id ?? 0;
		await pushes.change(id, ["approved"], { state: "running" });
		for (const chat of ["甲", "乙"])
			await outbox.add(entry({ kind: "push", chat, push: id, once: chat }), 0);
		await outbox.end(1, { end: "refused", why: "no", messageId: null }, 0);
		expect((await press(desk, words.button_stop)).said).toEqual([
			words.stopping,
		]);
		expect(await outbox.tally(id)).toEqual(
			expect.arrayContaining([
				{ platform: "telegram", end: "cancelled", count: 1 },
				{ platform: "telegram", end: "refused", count: 1 },
			]),
		);
		await pushes.change(id, ["running"], { state: "done" });
		const [report = ""] = await desk.says("推送 状态");
		expect(report).toContain("平台不让发 1个");
		expect(report).toContain("甲(Telegram):no");
		expect((await press(desk, words.button_retry)).said[0]).toContain("1个");
		expect(await stateOf(desk)).toBe("retrying");
		expect((await desk.says("推送 重发"))[0]).toContain("开始推送");
	});

	it("is about the newest issue that was not pushed", async () => {
		const desk = await startDesk();
		expect(await desk.says("推送")).toEqual([words.none]);
		await desk.sends("front", "1.txt");
		await desk.says("推送");
		await press(desk, words.button_push);
		await press(desk, words.button_confirm);
		desk.wait(11);
		expect((await desk.says("推送"))[0]).toContain("正在推送");
		await desk.sends("bare", "2.txt");
		expect((await desk.says("推送"))[0]).toContain("《渔网厂的新图纸》");
		expect((await desk.says("推送 nowhere"))[0]).toContain(
			"没有“nowhere”这一期",
		);
	});

	it("opens an article from the summary below it, for whoever may see it, who can go on asking", async () => {
		const desk = await startDesk({ direct: false });
		const editor = { id: "editor", name: "", asGroup: false };
		const own = { platform: "test", chat: "editor", topic: null };
		const file = { id: "front", name: "1.txt" };
		await desk.handle(
			desk.message("", { sender: editor, direct: true, place: own, file }),
		);
		const { said } = await desk.handle(
			desk.message("推送", { sender: editor, direct: true, place: own }),
		);
		const open = said[0]?.buttons.flat().find(({ label }) => label === "2");
		const byMember = await desk.click(open?.action ?? "", "小陈");
		expect(byMember).toEqual({ said: [], notice: WORDING.buttons.withdrawn });
		const inGroup = await desk.click(open?.action ?? "", "editor");
		expect(inGroup).toEqual({ said: [], notice: WORDING.buttons.withdrawn });
		const byStaff = await desk.click(open?.action ?? "", "editor", {
			direct: true,
			place: own,
		});
		expect(byStaff.said[0]?.reply.text).toContain("夜班船十点开出");
		expect(byStaff.said[0]?.answers).toBe("1");
		expect(byStaff.said[0]?.edits).toBeNull();
	});
});

describe("an order", () => {
	const carriedOut = async (
		desk: Awaited<ReturnType<typeof startDesk>>,
		order: string,
	) => {
		const message = desk.message(order, {
			sender: { id: "editor", name: "", asGroup: false },
		});
		// Killed after the file was written, before anything else was.
		await desk.bot.handle(message);
		const { said } = await desk.handle(message);
		return said[0]?.reply.text ?? "";
	};

	it("that comes again after a crash is carried out once", async () => {
		const desk = await startDesk();
		await desk.sends("front", "1.txt");
		const before = (await desk.article(1))?.body ?? "";
		const other = (await desk.article(2))?.body ?? "";
		expect(await carriedOut(desk, "更正 2 十点=>九点")).toContain("改好了");
		expect(await carriedOut(desk, "合并 1 2")).toContain("改好了");
		expect((await desk.article(1))?.body).toBe(
			before + other.replace("十点", "九点"),
		);
		expect(await carriedOut(desk, "下架 1")).toContain("撤下了");
		expect(await desk.says("下架 1")).toEqual([words.no_change]);
	});

	it("changes nothing where it is not certain which issue is meant", async () => {
		const other = FRONT_PAGE.replace("3月1日", "3月2日").replaceAll(
			"夜班船",
			"早班船",
		);
		const desk = await startDesk({ files: { other } });
		await desk.sends("front", "1.txt");
		desk.wait(1);
		await desk.sends("other", "2.txt");
		desk.wait(11);
		const [reply] = await desk.says("删除 1");
		expect(reply).toContain(words.which_issue);
		expect(reply).toContain("《渡口的早班船》");
		expect((await desk.says("删除 1"))[0]).toContain("改好了");
	});

	it("is written down with what it changed", async () => {
		const desk = await startDesk();
		await desk.sends("front", "1.txt");
		await desk.says("标题 2 新的题目");
		await desk.says("类别 2 活动");
		expect((await desk.audit()).slice(-2)).toEqual([
			`editor title ${ISSUE} 2 新的题目 true`,
			`editor kind ${ISSUE} 2 event true`,
		]);
	});

	it("or a question right behind a long paste is no part of it; the rest of the page is", async () => {
		const desk = await startDesk();
		const long = `${FRONT_PAGE}\n${"茶山上的路修好了，运茶的车能一直开到屋前。\n".repeat(170)}`;
		await desk.says(long);
		expect((await desk.says("/help"))[0]).toContain("直接提问");
		expect((await desk.says("夜班船几点开"))[0]).not.toContain("收到");
		expect((await desk.says("最后一句话也在这一页上。"))[0]).toContain("收到");
	});

	it("says that a day is out already, and offers nothing that does not help", async () => {
		const more = FRONT_PAGE.replace("第1版", "第2版");
		const desk = await startDesk({ files: { more } });
		await desk.sends("front", "1.txt");
		const yml = path.join(desk.knowledgeDir, "issues", ISSUE, "issue.yml");
		const text = await readFile(yml, "utf8");
		await writeFile(yml, text.replace("status: draft", "status: published"));
		const [reply = ""] = await desk.sends("more", "2.txt");
		expect(reply).toContain("已经发布");
		expect(reply).not.toContain("替换");
	});

	it("lets a page that was corrected take the place of the old one", async () => {
		const corrected = FRONT_PAGE.replace("十点", "九点");
		const desk = await startDesk({ files: { corrected } });
		await desk.sends("front", "1.txt");
		const [refused = ""] = await desk.sends("corrected", "1.txt");
		expect(refused).toContain("先发“替换”");
		expect(refused).not.toContain("--");
		expect(await desk.says("替换")).toEqual([words.send_again]);
		expect((await desk.sends("corrected", "1.txt"))[0]).toContain("收到");
		expect((await desk.article(2))?.body).toContain("九点");
		// Once.
		expect((await desk.sends("front", "1.txt"))[0]).toContain("先发“替换”");
	});
});

it("a long issue shows the most useful first, within 800 characters, and the rest behind a button", async () => {
	const notices = Array.from(
		{ length: 14 },
		(_, n) =>
			`关于第${n + 1}批职工疗休养报名的通知\n山城市总工会${n + 1}月起组织第${n + 1}批职工疗休养，名额各50名，请到各单位工会登记，费用由工会承担。\n山城市总工会\n`,
	);
	const { sends, says, click, store } = await startDesk({
		files: { long: notices.join("\n") },
	});
	await sends("long", "1.txt");
	const [summary = "", control] = await says("推送");
	const shown = summary.match(/^\d+\. /gm)?.length ?? 0;
	expect([...summary].length).toBeLessThanOrEqual(800);
	expect(shown).toBeLessThan(14);
	expect(summary).toContain(`另有${14 - shown}篇`);
	expect(control).toContain(`其中${14 - shown}篇`);
	const push = (await store.pushes.last(1))[0]?.id ?? 0;
	const rest = writeAction({ do: "rest", push, from: shown });
	expect((await click(rest, "小陈")).said).toEqual([]);
	const { said } = await click(rest, "editor");
	expect(said[0]?.reply.text).toContain(`\n${shown + 1}. 《`);
	expect(said[0]?.buttons.flat().at(-1)?.label).toBe("14");
});

describe("staff who speak as to a colleague", () => {
	it("are understood in their direct chat", async () => {
		const { sends, says, article } = await startDesk();
		await sends("front", "第1版.txt");
		await says("把第二篇的标题改成渡口通宵开船");
		expect((await article(2))?.title).toBe("渡口通宵开船");
		await says("2是活动");
		expect((await article(2))?.kind).toBe("event");
		const said = await says("好的,发吧");
		expect(said.at(-1)).toContain("发出去的样子");
	});

	it("are told how it is written where they are not, and not that the paper says nothing of it", async () => {
		const { sends, says } = await startDesk();
		await sends("front", "第1版.txt");
		for (const lost of [
			"怎么推送",
			"第二篇不对",
			"这期有几篇",
			"把1和2换个位置",
		]) {
			const [text = ""] = await says(lost);
			expect(text).toContain(WORDING.desk.unclear);
			expect(text).toContain("标题 3");
		}
		expect((await says("食堂几点开饭"))[0]).not.toContain(WORDING.desk.unclear);
	});

	it("are heard nowhere else, and nobody else is", async () => {
		const { sends, says, audit } = await startDesk();
		await sends("front", "第1版.txt");
		const before = await audit();
		const sender = { id: "小陈", name: "", asGroup: false };
		for (const order of ["把第2篇删掉", "怎么推送"])
			expect((await says(order, { sender }))[0]).toContain("报纸上没有写到");
		expect(await audit()).toEqual(before);
	});
});
