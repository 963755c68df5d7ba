import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
	clauseEnds,
	ProtectedFile,
	protectedSpans,
} from "../../src/knowledge/protected.ts";

const spans = (text: string, phrases: string[] = []) =>
	protectedSpans(text, phrases).map(([start, end]) => text.slice(start, end));

/** The text with | wherever it may be cut. */
function cuttable(text: string, phrases: string[] = []): string {
	const ends = new Set(clauseEnds(text, protectedSpans(text, phrases)));
	return [...text]
		.map((char, i) => char + (ends.has(i + 1) ? "|" : ""))
		.join("");
}

describe("protected spans", () => {
	test("hold listed phrases wherever they stand", () => {
		expect(
			spans("弘扬劳模精神、劳动精神、工匠精神", [
				"劳模精神、劳动精神、工匠精神",
			]),
		).toEqual(["劳模精神、劳动精神、工匠精神"]);
	});

	test("hold titles with their (试行), and quotations", () => {
		expect(spans("印发《帮扶办法》（试行）")).toContain("《帮扶办法》（试行）");
		expect(spans("叫作“码头课堂，随到随学”")).toContain("“码头课堂，随到随学”");
	});

	test("a mark that never closes protects nothing", () => {
		expect(cuttable("《帮扶办法出台，每人补助。次日起施行。")).toBe(
			"《帮扶办法出台，|每人补助。|次日起施行。|",
		);
	});

	test.each([
		["补贴45—60元，", "45—60元"],
		["限额300人以上，", "300人以上"],
		["定于2025年3月5日上午", "2025年3月5日"],
		["投入1,234.5万元，", "1,234.5万元"],
		["下降2.1个百分点，", "2.1个百分点"],
		["电话0793-5550219。", "0793-5550219"],
		["工会主席袁小满，", "工会主席袁小满".slice(2)],
		["尚未办理，", "尚未办理"],
		["周末除外，", "周末除外"],
	])("%s keeps %s whole", (text, whole) => {
		expect(spans(text).some((span) => span.includes(whole))).toBe(true);
	});

	test("come in order and do not overlap", () => {
		const found = protectedSpans("“不超过30天”，不予受理，《办法》除外。", [
			"不超过30天",
		]);
		for (const [i, [start, end]] of found.entries()) {
			expect(start).toBeLessThan(end);
			expect(start).toBeGreaterThanOrEqual(found[i - 1]?.[1] ?? 0);
		}
	});
});

describe("a text may be cut", () => {
	test("behind commas, semicolons and full stops, with the marks that close there", () => {
		expect(cuttable("码头办课，船员来听；免费。")).toBe(
			"码头办课，|船员来听；|免费。|",
		);
		expect(clauseEnds("他说：“来了。”走了。", [])).toContain(8);
	});

	test("not inside a quotation, a number or a listed phrase", () => {
		expect(cuttable("开办“码头课堂，随到随学”，投入1,200元。")).toBe(
			"开办“码头课堂，随到随学”，|投入1,200元。|",
		);
		expect(cuttable("做到甲乙，丙丁，散会。", ["甲乙，丙丁"])).toBe(
			"做到甲乙，丙丁，|散会。|",
		);
	});

	test("not before what limits or excepts", () => {
		expect(cuttable("全年开放，但周一闭馆，免费。")).toBe(
			"全年开放，但周一闭馆，|免费。|",
		);
		expect(cuttable("每人补助八百元，原则上一年一次。")).toBe(
			"每人补助八百元，原则上一年一次。|",
		);
	});

	test("not behind a condition", () => {
		expect(cuttable("凡已入会的，均可申领，免费。")).toBe(
			"凡已入会的，均可申领，|免费。|",
		);
	});
});

test("the list that comes with the bot is well formed and names each phrase once", () => {
	const file = readFileSync(
		new URL("../../config/protected.yml", import.meta.url),
		"utf8",
	);
	const { phrases } = ProtectedFile.parse(parse(file));
	expect(phrases.length).toBeGreaterThan(50);
	expect(new Set(phrases).size).toBe(phrases.length);
});

test("a list with a single character is refused", () => {
	expect(ProtectedFile.safeParse({ phrases: ["不"] }).success).toBe(false);
});
