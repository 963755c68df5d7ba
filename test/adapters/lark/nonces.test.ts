import { expect, test } from "vitest";
import { createNonces } from "../../../src/adapters/lark/nonces.ts";

function scene(max?: number) {
	const time = { now: 0 };
	const nonces = createNonces({
		keepMs: 1000,
		now: () => time.now,
		...(max === undefined ? {} : { max }),
	});
	return { nonces, time };
}

test("a nonce is new once", () => {
	const { nonces } = scene();
	expect(nonces.add("a")).toBe(true);
	expect(nonces.add("b")).toBe(true);
	expect(nonces.add("a")).toBe(false);
});

test("it is new again when it was given back", () => {
	const { nonces } = scene();
	nonces.add("a");
	nonces.delete("a");
	expect(nonces.add("a")).toBe(true);
});

test("it is forgotten after its time, when others come", () => {
	const { nonces, time } = scene();
	nonces.add("a");
	time.now = 1000;
	nonces.add("b");
	expect(nonces.add("a")).toBe(false);
	time.now = 1001;
	nonces.add("c");
	expect(nonces.add("a")).toBe(true);
	expect(nonces.add("b")).toBe(false);
});

test("where there are too many, the oldest are forgotten", () => {
	const { nonces } = scene(2);
	for (const nonce of ["a", "b", "c"]) nonces.add(nonce);
	expect(nonces.add("c")).toBe(false);
	expect(nonces.add("b")).toBe(false);
	expect(nonces.add("a")).toBe(true);
});

test("whoever repeats one does not push out the others", () => {
	const { nonces } = scene(2);
	nonces.add("a");
	nonces.add("b");
	for (let n = 0; n < 5; n++) nonces.add("b");
	expect(nonces.add("a")).toBe(false);
});

test("a clock that is put back a little forgets nothing", () => {
	const { nonces, time } = scene();
	time.now = 5000;
	nonces.add("a");
	time.now = 4500;
	nonces.add("b");
	expect(nonces.add("a")).toBe(false);
});
