import { expect, it } from "vitest";
import type { Censored } from "../../src/bot/censored.ts";
import { startChat, WORDING } from "./chat.ts";

const QUESTION = "茶香小屋每天几点开放";

async function refusedAnswer(staff = ["ou_staff"]) {
	const chat = await startChat({ staff });
	const question = chat.message(QUESTION);
	const { said } = await chat.handle(question);
	const title = said[0]?.reply.quotes[0]?.article.title;
	const refused: Censored = {
		platform: chat.place.platform,
		chat: chat.place.chat,
		group: true,
		answer: 1,
	};
	return { ...chat, title, refused, asked: question.messageId };
}

it("the member hears that the paper has it and the platform does not show it; staff hear which article", async () => {
	const { bot, refused, title, asked } = await refusedAnswer();
	const { says } = await bot.censored(refused);
	const [member, staff] = says.map((saying) => ({
		...saying,
		text: saying.outgoing(null).reply.text,
	}));
	expect(member?.place.chat).toBe(refused.chat);
	// Where it stands in a thread, the notice does too.
	expect(member?.outgoing(null).answers).toBe(asked);
	expect(member?.text).toContain("平台不让");
	// What was refused for what it says would be refused again.
	expect(member?.text).not.toContain(title);
	expect(staff?.place.chat).toBe("ou_staff");
	expect(staff?.text).toContain(`《${title}》`);
	expect(staff?.once).toContain("ou_staff");
});

it("what was refused is not shown again: a vote leaves the message as it was sent", async () => {
	const chat = await startChat({ showsVotes: true });
	const answer = await chat.say(QUESTION);
	const vote = chat.actionOf(WORDING.buttons.useful);
	await chat.press(WORDING.buttons.text);
	const { platform, chat: id } = chat.place;
	const refused = { platform, chat: id, group: true, answer: 1 };
	const first = await chat.bot.censored(refused);
	await chat.store.transaction(first.save);
	const { said } = await chat.click(vote, "小李");
	expect(said[0]?.reply).toEqual(answer);
	// Should that be refused too, the member has heard of it.
	const [member] = (await chat.bot.censored(refused)).says;
	expect(member?.once).toBe(first.says[0]?.once);
	expect(member?.once).toMatch(/1$/);
});

it("it is written down, with the article's name", async () => {
	const { bot, refused, store, title } = await refusedAnswer();
	const { save } = await bot.censored(refused);
	await store.transaction(save);
	const [entry] = await store.audit.last(1);
	expect(entry).toMatchObject({ action: "censored", allowed: false });
	expect(entry?.subject).toContain(title);
});

it("a notice that is refused itself is followed by nothing: there is no end to it otherwise", async () => {
	const { bot, refused } = await refusedAnswer();
	expect((await bot.censored({ ...refused, answer: null })).says).toEqual([]);
});
