import { expect, test } from "vitest";
import { steadyClock } from "../../src/delivery/steady-clock.ts";

test("a clock that is put back goes on from where it was", () => {
	let wall = 1000;
	const now = steadyClock(() => wall);
	expect(now()).toBe(1000);
	wall = 400;
	expect(now()).toBe(1000);
	wall = 450;
	expect(now()).toBe(1050);
	wall = 9000;
	expect(now()).toBe(9600);
});
