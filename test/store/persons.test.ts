/** Who asked is known to the store only until the question is answered. */

import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { Message } from "../../src/chat/incoming.ts";
import {
	DAY,
	entry,
	fileStore,
	GROUP,
	message,
	NOON,
} from "../support/store-samples.ts";

const ID = "6400112233";
const NAME = "没人叫这个名字";
const WORDS = "哪天发高温补贴";

const asked: Message = {
	...message("a"),
	sender: { id: ID, name: NAME, asGroup: false },
	text: WORDS,
};

test("a person's id, name and words stand in the file as long as the message waits, and nowhere once it is handled", async () => {
	const { store, file } = await fileStore();
	await store.inbox.record(asked, NOON);
	await store.prune(NOON);
	const while_ = await readFile(file, "utf8");
	for (const trace of [ID, NAME, WORDS]) expect(while_).toContain(trace);

	const person = store.personKey("telegram", ID);
	const talk = { place: GROUP, person };
	await store.transaction(async (tables) => {
		await tables.conversations.keep(talk, "高温补贴", NOON);
		const answer = await tables.answers.add(
			{ place: GROUP, content: "{}" },
			NOON,
		);
		await tables.outbox.add(entry({ answer }), NOON);
		await tables.feedback.vote({ answer, person, useful: true }, NOON);
		await tables.feedback.comment(
			{ platform: "telegram", person, text: "谢谢" },
			NOON,
		);
		await tables.inbox.done(1, NOON);
	});
	await store.close();
	const after = await readFile(file, "utf8");
	expect(after).toContain(person);
	for (const trace of [ID, NAME, WORDS]) expect(after).not.toContain(trace);
});

test("a message that was given up keeps its words until it is forgotten", async () => {
	const { store, file } = await fileStore();
	await store.inbox.record(asked, NOON);
	await store.inbox.park(1, NOON);
	await store.prune(NOON);
	expect(await readFile(file, "utf8")).toContain(WORDS);
	await store.prune(NOON + 2 * DAY);
	const after = await readFile(file, "utf8");
	for (const trace of [ID, NAME, WORDS]) expect(after).not.toContain(trace);
});
