/** What every command has in common: its help, and plain Chinese for an option that is wrong. */

import { describe, expect, test } from "vitest";
import { runCommand } from "../support/run-command.ts";

describe.each(["ask", "evaluate", "ingest"])("%s", (name) => {
	test.each(["--help", "-h"])("tells how it is used: %s", async (option) => {
		const { code, stdout, stderr } = await runCommand(name, [option]);
		expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
		expect(stdout).toMatch(new RegExp(`^用法:npm run -s ${name} -- .*\\n\\n`));
		expect(stdout).toMatch(/^ {2}--json {2,}.*[一-龥]/m);
	});
});

describe("a wrong option", () => {
	test.each([
		["ask", ["--what", "草帽"], "不认识选项“--what”。用法:"],
		["ask", ["草帽", "--knowledge"], "--knowledge 后面要写一个值。用法:"],
		["ask", ["草帽", "--json=1"], "--json 后面不用写值。用法:"],
		["ask", ["--knowledge", "--json"], "--knowledge 后面要写一个值。用法:"],
		["ask", ["草帽", "--knowledge", ""], "--knowledge 后面的值是空的。用法:"],
		["ingest", ["1.txt", "--out", ""], "--out 后面的值是空的。用法:"],
		["ingest", ["1.txt", "--issue", "../x"], "“../x”不能作期号"],
		["ingest", ["1.txt", "--issue", "a b"], "“a b”不能作期号"],
	])("%s %j", async (name, args, words) => {
		const { code, stdout, stderr } = await runCommand(name, args);
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toMatch(/^[^\n]+\n$/);
		expect(stderr.startsWith(words)).toBe(true);
	});
});
