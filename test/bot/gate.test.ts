import { expect, it } from "vitest";
import { createGate, type From } from "../../src/bot/gate.ts";

const MINUTE = 60_000;
let count = 0;

/** Something new that somebody says in one group. */
function from(more: Partial<From> = {}): From {
	return {
		id: String(++count),
		place: { platform: "test", chat: "g1", topic: null },
		direct: false,
		person: "a",
		at: 0,
		...more,
	};
}

function gate() {
	const { message, click } = createGate({
		personPerMinute: 3,
		groupPerMinute: (platform) => (platform === "strict" ? 1 : 5),
	});
	return {
		ask: (more: Partial<From> = {}, overheard = false) =>
			message({ ...from(more), overheard }),
		press: (more: Partial<From> = {}, quiet = false) =>
			click({ ...from(more), quiet }),
	};
}

it("admits so many messages a minute, then says so once, then keeps silent", () => {
	const { ask } = gate();
	expect([0, 1, 2, 3, 4, 5].map((at) => ask({ at }))).toEqual([
		"admitted",
		"admitted",
		"admitted",
		"person",
		"silent",
		"silent",
	]);
	expect(ask({ at: MINUTE })).toBe("admitted");
});

it("counts a group's people together, a direct chat's person alone", () => {
	const { ask } = gate();
	expect([..."abcde"].map((person) => ask({ person }))).not.toContain("group");
	expect(ask({ person: "f" })).toBe("group");
	expect(ask({ person: "g" })).toBe("silent");
	expect(ask({ person: "h", direct: true })).toBe("admitted");
});

it("allows a group no more than its platform does", () => {
	const { ask } = gate();
	const place = { platform: "strict", chat: "g1", topic: null };
	expect(ask({ place })).toBe("admitted");
	expect(ask({ place, person: "b" })).toBe("group");
});

it("counts by when it was said, so that a backlog is no flood", () => {
	const { ask } = gate();
	const backlog = Array.from({ length: 60 }, (_, n) => ask({ at: n * MINUTE }));
	expect(new Set(backlog)).toEqual(new Set(["admitted"]));
});

it("counts once what is tried again", () => {
	const { ask } = gate();
	for (let n = 0; n < 10; n++) expect(ask({ id: "again" })).toBe("admitted");
	expect(ask()).toBe("admitted");
});

it("forgets what lies in the future after a clock was put back", () => {
	const { press } = gate();
	for (let n = 0; n < 9; n++) press({ at: 10 * MINUTE });
	expect(press({ at: 10 * MINUTE })).toBe("person");
	expect(press({ at: 0 })).toBe("admitted");
});

it("does not let what is said to others use up what may be asked of it", () => {
	const { ask } = gate();
	for (let n = 0; n < 100; n++) ask({}, true);
	expect(ask()).toBe("admitted");
});

it("lets buttons be pressed three times as often, in a group as often as it may ask", () => {
	const { press, ask } = gate();
	const direct = Array.from({ length: 9 }, () => press({ direct: true }));
	expect(new Set(direct)).toEqual(new Set(["admitted"]));
	expect(press({ direct: true })).toBe("person");
	for (const person of [..."bcdef"]) press({ person });
	expect(press({ person: "g" })).toBe("group");
	expect(press({ person: "h" }, true)).toBe("admitted");
	expect(ask({ person: "h" })).toBe("silent");
});

it("forgets the longest silent when a crowd comes, not the one who floods", () => {
	const { ask } = gate();
	const direct = true;
	for (let n = 0; n < 3; n++) ask({ person: "flooder", direct });
	for (let n = 0; n < 19_000; n++) ask({ person: `p${n}`, direct });
	expect(ask({ person: "flooder", direct })).toBe("person");
});
