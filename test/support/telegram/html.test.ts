import { describe, expect, test } from "vitest";
import { escapeHtml, parseHtml } from "./html.ts";

test("every supported tag becomes its entity", () => {
	const types = (source: string) =>
		parseHtml(source).entities.map(({ type }) => type);
	expect(types("<b>一</b><strong>二</strong>")).toEqual(["bold", "bold"]);
	expect(types("<i>一</i><em>二</em>")).toEqual(["italic", "italic"]);
	expect(types("<u>一</u><ins>二</ins>")).toEqual(["underline", "underline"]);
	expect(types("<s>一</s><strike>二</strike><del>三</del>")).toEqual(
		Array(3).fill("strikethrough"),
	);
	expect(
		types('<tg-spoiler>一</tg-spoiler><span class="tg-spoiler">二</span>'),
	).toEqual(["spoiler", "spoiler"]);
	expect(types("<code>一</code><pre>二</pre>")).toEqual(["code", "pre"]);
	expect(
		types("<blockquote>一</blockquote><blockquote expandable>二</blockquote>"),
	).toEqual(["blockquote", "expandable_blockquote"]);
});

test("offsets count as strings do, in UTF-16", () => {
	expect(parseHtml("😀<b>工会</b>")).toEqual({
		text: "😀工会",
		entities: [{ type: "bold", offset: 2, length: 2 }],
	});
});

test("tags nest, the outer one first", () => {
	expect(parseHtml("<blockquote>一<b>二</b></blockquote>").entities).toEqual([
		{ type: "blockquote", offset: 0, length: 2 },
		{ type: "bold", offset: 1, length: 1 },
	]);
});

test("a link keeps its address, a block of code its language", () => {
	expect(
		parseHtml('<a href="https://example.org/?a=1&amp;b=2">看</a>').entities,
	).toMatchObject([{ type: "text_link", url: "https://example.org/?a=1&b=2" }]);
	expect(
		parseHtml('<pre><code class="language-js">1</code></pre>').entities,
	).toEqual([{ type: "pre", offset: 0, length: 1, language: "js" }]);
});

test("code holds nothing but itself, an empty tag nothing at all", () => {
	expect(parseHtml("<code><b>一</b></code><b></b>").entities).toEqual([
		{ type: "code", offset: 0, length: 1 },
	]);
});

test("character references are read, a bare & stands for itself", () => {
	expect(
		parseHtml("&lt;b&gt; &amp;amp; &quot; &#20013;&#x6587; A&B").text,
	).toBe('<b> &amp; " 中文 A&B');
});

test("escaped text comes back as it was", () => {
	const text = "1 < 2 && 3 > 2 &lt; <b>";
	expect(parseHtml(escapeHtml(text))).toEqual({ text, entities: [] });
});

describe("what cannot be parsed", () => {
	test.each([
		["<p>一</p>", 'Unsupported start tag "p" at byte offset 0'],
		["中<br>", 'Unsupported start tag "br" at byte offset 3'],
		["1<2", "Unclosed start tag at byte offset 1"],
		["1 < 2 > 1", 'Unsupported start tag "" at byte offset 2'],
		["<b>一", 'Can\'t find end tag corresponding to start tag "b"'],
		["一</b>", "Unexpected end tag at byte offset 3"],
		[
			"<b><i>一</b></i>",
			'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"',
		],
		["<b>一</b", "Unclosed end tag at byte offset 6"],
		["<span>一</span>", 'Tag "span" must have class "tg-spoiler"'],
		["<a href>一</a>", "Expected equal sign"],
		['<a href="x>一</a>', "Unclosed start tag"],
		["空&nbsp;格", 'Unsupported named entity "&nbsp;"'],
		["<blockquote>一<blockquote>二</blockquote></blockquote>", "Nested"],
	])("%s", (source, why) => {
		expect(() => parseHtml(source)).toThrow(
			`400: Bad Request: can't parse entities: ${why}`,
		);
	});
});
