import { describe, expect, it } from "vitest";
import { plainArticle } from "../../src/knowledge/article.ts";
import { PAPER } from "../answering/paper.ts";
import { startChat, WORDING } from "./chat.ts";

const { buttons: words } = WORDING;
const [tea] = PAPER;
if (!tea) throw new Error("the paper is empty");
/** Several pages long. */
const LONG = {
	...tea,
	body: `${tea.body}\n${"茶山上的路修好了，运茶的车能一直开到屋前。".repeat(40)}`,
};
const WITH_LONG = [LONG, ...PAPER.slice(1)];
const QUESTION = "茶香小屋每天几点开放";

describe("the buttons of an answer", () => {
	it("lead to its article and ask whether it helped", async () => {
		const { say, buttons } = await startChat();
		await say(QUESTION);
		expect(buttons()).toEqual([[words.text], [words.useful, words.useless]]);
	});

	it("open the article in the message's place, page by page, and lead back", async () => {
		const { say, press, buttons } = await startChat({ articles: WITH_LONG });
		const answer = await say(QUESTION);
		const first = await press(words.text);
		expect(first.reply.text).toContain("(1/");
		expect(buttons()[0]).toEqual([words.next]);
		const pages = [first.reply.quotes[0]?.text];
		while (buttons()[0]?.includes(words.next)) {
			const { reply } = await press(words.next);
			expect([...reply.text].length).toBeLessThanOrEqual(400);
			pages.push(reply.quotes[0]?.text);
		}
		expect(pages.join("").replaceAll("\n", "")).toBe(
			LONG.body.replaceAll("\n", ""),
		);
		await press(words.previous);
		expect((await press(words.back)).reply).toEqual(answer);
	});

	it("are none where the paper is silent and nothing comes near, and under small talk", async () => {
		const { say, buttons } = await startChat();
		await say("谢谢");
		expect(buttons()).toEqual([]);
	});

	it("lead to the nearest article where the paper is silent", async () => {
		const { say, press, buttons } = await startChat();
		const reply = await say("叉车比武第三名奖励多少钱");
		expect(reply.status).toBe("not_found");
		expect(buttons()).toEqual([[words.nearest]]);
		expect((await press(words.nearest)).reply.text).toContain(
			"《叉车技能比武4月开赛》",
		);
		expect((await press(words.back)).reply).toEqual(reply);
	});

	it("leaf through a list, open its lines and come back to the same page", async () => {
		const nights = Array.from({ length: 12 }, (_, n) =>
			plainArticle({
				...(PAPER[1] ?? tea),
				id: `night-${String(n + 1).padStart(2, "0")}`,
				title: `第${n + 1}晚露天电影活动`,
			}),
		);
		const { say, press, buttons } = await startChat({ articles: nights });
		await say("活动");
		expect(buttons().slice(0, 2)).toEqual([
			["1", "2", "3", "4", "5"],
			[words.next],
		]);
		const second = await press(words.next);
		expect(second.reply.text).toContain("6. 《第6晚");
		expect((await press("7")).reply.text).toContain("《第7晚");
		expect((await press(words.back)).reply).toEqual(second.reply);
		await press(words.next);
		expect(buttons()[0]).toEqual(["11", "12"]);
		expect(buttons()[1]).toEqual([words.previous]);
	});

	it("keep what they lead to for everyone, whoever asked", async () => {
		const { say, press } = await startChat();
		await say(QUESTION, "小陈");
		expect((await press(words.text, "老吴")).reply.text).toContain("茶香小屋");
	});

	it("say so when the article was withdrawn", async () => {
		const { say, press, prints } = await startChat();
		await say(QUESTION);
		prints(PAPER.slice(1));
		expect((await press(words.text)).notice).toBe(words.withdrawn);
	});

	it("speak traditional characters to who asked in them", async () => {
		const { say, press, buttons } = await startChat({ articles: WITH_LONG });
		await say("茶香小屋每天幾點開放");
		await press("全文");
		expect(buttons()[0]).toEqual(["下一頁"]);
	});

	it("are known for those of a direct chat also where the platform does not say so", async () => {
		const { say, handle, actionOf, message } = await startChat({
			direct: true,
			showsVotes: true,
		});
		await say(QUESTION);
		for (const label of [words.text, words.useful]) {
			const { place, at, sender } = message("");
			const { outcome } = await handle({
				kind: "click",
				id: label,
				place,
				at,
				direct: false,
				sender,
				action: actionOf(label),
				messageId: "1",
			});
			expect(outcome.says).toMatchObject([{ group: false }]);
		}
	});

	it("of an earlier version work as far as they can", async () => {
		const { say, click, store } = await startChat();
		await say(QUESTION);
		const kept = await store.answers.find(1);
		const {
			first: _,
			view: __,
			asked: ___,
			group: ____,
			...old
		} = JSON.parse(kept?.content ?? "");
		await store.answers.change(1, JSON.stringify(old));
		expect((await click("f:1:1:a")).notice).toBe(words.thanks);
		expect((await click("v:1:t0.0.0")).said).toHaveLength(1);
	});
});

describe("a vote", () => {
	it("is thanked for and counted once a person; the last one counts", async () => {
		const { say, press, store } = await startChat();
		await say(QUESTION);
		const { notice } = await press(words.useful, "小陈");
		expect(notice).toBe(words.thanks);
		await press(words.useful, "小陈");
		expect(await store.feedback.votes(0)).toEqual({ useful: 1, useless: 0 });
		await press(words.useful, "老吴");
		expect(await store.feedback.votes(0)).toEqual({ useful: 2, useless: 0 });
		await press(words.useless, "小陈");
		expect(await store.feedback.votes(0)).toEqual({ useful: 1, useless: 1 });
	});

	it("stays below whatever the message shows at the moment", async () => {
		const { say, press, buttons } = await startChat();
		await say(QUESTION);
		await press(words.text);
		expect(buttons().at(-1)).toEqual([words.useful, words.useless]);
		expect((await press(words.useful)).notice).toBe(words.thanks);
	});

	it("shows everybody the votes, in whatever the message shows meanwhile, where the platform does", async () => {
		const { say, press, buttons, wait } = await startChat({ showsVotes: true });
		await say(QUESTION);
		const before = await press(words.text);
		const after = await press(words.useful, "小陈");
		expect(after.notice).toBe(words.thanks);
		expect(after.reply).toEqual(before.reply);
		expect(buttons().at(-1)).toEqual([`${words.useful} 1`, words.useless]);
		wait(1);
		await press(words.useless, "小李");
		expect(buttons().at(-1)).toEqual([
			`${words.useful} 1`,
			`${words.useless} 1`,
		]);
		// Who changes their mind is counted once.
		await press(`${words.useless} 1`, "小陈");
		expect(buttons().at(-1)).toEqual([words.useful, `${words.useless} 2`]);
		await press(words.back);
		expect(buttons().at(-1)).toEqual([words.useful, `${words.useless} 2`]);
	});

	it("leaves what others have turned to as it is, also when it was given under an older view", async () => {
		const { say, press, actionOf, click } = await startChat({
			showsVotes: true,
		});
		await say(QUESTION);
		const vote = actionOf(words.useful);
		const turned = await press(words.text);
		const { said } = await click(vote, "小李");
		expect(said[0]?.reply).toEqual(turned.reply);
	});

	it("counts under a message that is too old to be changed, which stays as it is", async () => {
		const { say, wait, actionOf, click, store } = await startChat({
			showsVotes: true,
			editableMs: 14 * 24 * 3_600_000,
		});
		await say(QUESTION);
		const [text, useful] = [words.text, words.useful].map(actionOf);
		wait(14 * 24 * 60);
		expect(await click(text ?? "")).toEqual({
			said: [],
			notice: words.expired,
		});
		expect(await click(useful ?? "")).toEqual({
			said: [],
			notice: words.thanks,
		});
		expect(await store.feedback.votes(0)).toEqual({ useful: 1, useless: 0 });
	});

	it("leaves the message as it is for a vote where changes count like messages", async () => {
		const { say, click } = await startChat();
		await say(QUESTION);
		const { said, notice } = await click("f:1:1");
		expect(said).toEqual([]);
		expect(notice).toBe(words.thanks);
	});
});

describe("a button that nobody was given", () => {
	it.each(["", "v:zz:a", "v:1:t9999.0.0", "f:zz:1", "s:listens:all", "💥"])(
		"%j does nothing",
		async (action) => {
			const { say, click } = await startChat();
			await say(QUESTION);
			const { said, notice } = await click(action);
			expect(said).toEqual([]);
			expect([words.expired, words.withdrawn]).toContain(notice);
		},
	);

	it("does not vote on what nobody was asked about", async () => {
		const { say, click, store } = await startChat();
		await say("叉车比武第三名奖励多少钱");
		const { notice } = await click("f:1:1");
		expect(notice).toBe(words.expired);
		expect(await store.feedback.votes(0)).toEqual({ useful: 0, useless: 0 });
	});

	it("opens nothing that was answered in another chat", async () => {
		const { say, click, place } = await startChat();
		await say(QUESTION);
		const { said, notice } = await click("v:1:t0.0.0", "小陈", {
			place: { ...place, chat: "another" },
		});
		expect(said).toEqual([]);
		expect(notice).toBe(words.expired);
	});
});
