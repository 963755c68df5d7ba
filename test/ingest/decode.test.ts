/** The encodings that newspapers' systems write, and what is no text at all. */

import { describe, expect, test } from "vitest";
import { decodeText, MAX_BYTES } from "../../src/ingest/decode.ts";
import type { InputErrorCode } from "../../src/ingest/input-error.ts";

const TEXT = "渡口的夜班船十点开出，天亮前往返四趟。\n船工替他们留着座。\n";
const UTF8 = Buffer.from(TEXT);
/** 山城职工报 in GB 2312, of which GB18030 is a superset, and 㐂 in GB18030's four bytes. */
const GB = Buffer.from("c9bdb3c7d6b0b9a4b1a80a", "hex");
const GB_FOUR_BYTES = Buffer.from("c9bdb3c7d6b0b9a4b1a88139ef310a", "hex");
/** 山城職工報 in Big5. */
const BIG5 = Buffer.from("a473abb0c2bea475b3f80a".repeat(20), "hex");

describe("decodes", () => {
	test.each([
		["UTF-8", UTF8, TEXT, "utf-8"],
		["UTF-8 with a BOM", Buffer.from(`\uFEFF${TEXT}`), TEXT, "utf-8"],
		["GB 2312", GB, "山城职工报\n", "gb18030"],
		[
			"GB18030 with four-byte characters",
			GB_FOUR_BYTES,
			"山城职工报㐂\n",
			"gb18030",
		],
		[
			"UTF-16 with a BOM",
			Buffer.from(`\uFEFF${TEXT}`, "utf16le"),
			TEXT,
			"utf-16le",
		],
		[
			"UTF-16 the other way round",
			Buffer.from(`\uFEFF${TEXT}`, "utf16le").swap16(),
			TEXT,
			"utf-16be",
		],
	])("%s", (_, bytes, text, encoding) => {
		expect(decodeText(bytes)).toEqual({ text, encoding, warnings: [] });
	});

	test("line ends stand as they are", () => {
		expect(decodeText(Buffer.from("甲\r\n乙\r丙\n")).text).toBe(
			"甲\r\n乙\r丙\n",
		);
	});

	test("a UTF-8 file cut in the middle of a character is read with a warning", () => {
		const cut = Buffer.concat([
			Buffer.from(TEXT.repeat(5)),
			Buffer.from("船").subarray(0, 2),
		]);
		const { text, encoding, warnings } = decodeText(cut);
		expect(encoding).toBe("utf-8");
		expect(text).toBe(`${TEXT.repeat(5)}\uFFFD`);
		expect(warnings).toEqual([expect.stringContaining("1 处")]);
	});

	test("a GB18030 file with a lost byte is read with a warning", () => {
		const page = Buffer.concat(Array.from({ length: 40 }, () => GB));
		const damaged = Buffer.concat([page, Buffer.from([0xff, 0x0a]), page]);
		const { text, encoding, warnings } = decodeText(damaged);
		expect(encoding).toBe("gb18030");
		expect(text).toContain("\uFFFD");
		expect(warnings).toHaveLength(1);
	});
});

describe("refuses", () => {
	test.each([
		["an empty file", Buffer.alloc(0), "empty"],
		["white space", Buffer.from(" \n\t\r\n\u3000\n"), "empty"],
		["a BOM and nothing else", Buffer.from("\uFEFF"), "empty"],
		["a PNG", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "binary"],
		[
			"a Word document",
			Buffer.from("504b0304140006000800000021", "hex"),
			"binary",
		],
		["text with NUL characters", Buffer.from(`${TEXT}\0\0`), "binary"],
		["Big5", BIG5, "encoding"],
		[
			"noise",
			Buffer.from(
				Array.from({ length: 999 }, (_, i) => 128 + ((i * 89) % 128)),
			),
			"encoding",
		],
		["more than 20 MB", Buffer.alloc(MAX_BYTES + 1, "a"), "too_large"],
	] satisfies [string, Buffer, InputErrorCode][])("%s", (_, bytes, code) => {
		expect(() => decodeText(bytes)).toThrow(
			expect.objectContaining({ name: "InputError", code }),
		);
	});
});
