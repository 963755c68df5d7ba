import { expect, it } from "vitest";
import { createGate } from "../../src/bot/gate.ts";

const place = { platform: "test", chat: "g1", topic: null };
const MINUTE = 60_000;

function gate() {
	return createGate({ personPerMinute: 3, groupPerMinute: 5 });
}

it("admits so many messages a minute, then says so once, then keeps silent", () => {
	const { message } = gate();
	const ask = (at: number) =>
		message({ place, direct: false, person: "a", at });
	expect([0, 1, 2, 3, 4, 5].map(ask)).toEqual([
		"admitted",
		"admitted",
		"admitted",
		"notice",
		"silent",
		"silent",
	]);
	expect(ask(MINUTE)).toBe("admitted");
});

it("counts a group's people together, a direct chat's person alone", () => {
	const { message } = gate();
	const say = (person: string, direct = false) =>
		message({ place, direct, person, at: 0 });
	expect([..."abcde"].map((person) => say(person))).not.toContain("notice");
	expect(say("f")).toBe("notice");
	expect(say("g", true)).toBe("admitted");
});

it("counts by when it was said, so that a backlog is no flood", () => {
	const { message } = gate();
	const backlog = Array.from({ length: 60 }, (_, n) =>
		message({ place, direct: false, person: "a", at: n * MINUTE }),
	);
	expect(new Set(backlog)).toEqual(new Set(["admitted"]));
});

it("does not let what is said to others use up what may be asked of it", () => {
	const { message } = gate();
	for (let at = 0; at < 100; at++)
		message({ place, direct: false, person: "a", overheard: true, at });
	expect(message({ place, direct: false, person: "a", at: 100 })).toBe(
		"admitted",
	);
});

it("lets buttons be pressed three times as often, apart from messages", () => {
	const { click, message } = gate();
	const press = () => click({ place, direct: false, person: "a", at: 0 });
	expect(Array.from({ length: 9 }, press)).not.toContain("notice");
	expect(press()).toBe("notice");
	expect(message({ place, direct: false, person: "a", at: 0 })).toBe(
		"admitted",
	);
});

it("forgets the longest silent when a crowd comes, not the one who floods", () => {
	const { message } = gate();
	const ask = (person: string) =>
		message({ place, direct: true, person, at: 0 });
	for (let n = 0; n < 3; n++) ask("flooder");
	for (let n = 0; n < 19_000; n++) ask(`p${n}`);
	expect(ask("flooder")).toBe("notice");
});
