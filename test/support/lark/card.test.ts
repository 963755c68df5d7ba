import { describe, expect, test } from "vitest";
import { checkCard } from "./card.ts";
import { buttonOf, cardOf } from "./samples.ts";

const panel = {
	tag: "collapsible_panel",
	expanded: false,
	header: { title: { tag: "plain_text", content: "更多" } },
	elements: [{ tag: "markdown", content: "内容" }],
};

const columns = (...elements: object[]) => ({
	tag: "column_set",
	columns: [{ tag: "column", width: "weighted", weight: 1, elements }],
});

test("a card with all that a bot needs is taken", () => {
	const card = {
		...cardOf(
			"**粗**",
			{ tag: "hr" },
			{ tag: "div", text: { tag: "lark_md", content: "小字" } },
			columns(buttonOf("有用", { a: 1 }), buttonOf("没用", { a: 2 })),
			{ ...panel, element_id: "more" },
			{ tag: "img", img_key: "img_v3_1" },
		),
		header: { title: { tag: "plain_text", content: "题" }, template: "blue" },
	};
	expect(() => checkCard(card)).not.toThrow();
});

describe("what is refused", () => {
	const table = "|a|b|\n|---|---|\n|1|2|\n\n";
	const twice = { tag: "hr", element_id: "x" };
	test.each([
		["another schema", { ...cardOf("好"), schema: "1.0" }, "schema 2.0"],
		["a card of its own", { ...cardOf("好"), config: {} }, "update_multi"],
		[
			"elements outside of the body",
			{ ...cardOf("好"), elements: [] },
			"unknown property, property: elements",
		],
		["nothing", { ...cardOf("好"), body: { elements: [] } }, "empty"],
		["an empty text", cardOf(""), "a text is missing"],
		[
			"buttons of the old kind",
			cardOf("好", { tag: "action", actions: [] }),
			"unsupported tag action",
		],
		[
			"remarks of the old kind",
			cardOf("好", { tag: "note" }),
			"unsupported tag note",
		],
		[
			"a tag that every object has",
			cardOf("好", { tag: "toString" }),
			"unsupported tag toString",
		],
		[
			"a column outside of a set",
			cardOf("好", { tag: "column" }),
			"unsupported tag column",
		],
		[
			"anything else inside of a set",
			cardOf("好", { tag: "column_set", columns: [{ tag: "hr" }] }),
			"unsupported tag hr",
		],
		[
			"what stands deep inside",
			cardOf("好", columns({ tag: "note" })),
			"[1] -> columns -> [0] -> elements -> [0]",
		],
		[
			"a property that a tag does not have",
			cardOf("好", { ...buttonOf("按", {}), value: {} }),
			"unknown property, property: value",
		],
		[
			"a button that does nothing",
			cardOf("好", { ...buttonOf("按", {}), behaviors: [] }),
			"behaviors",
		],
		[
			"a value that is no object",
			cardOf("好", {
				...buttonOf("按", {}),
				behaviors: [{ type: "callback", value: "x" }],
			}),
			"behavior",
		],
		[
			"a label in Markdown",
			cardOf("好", {
				...buttonOf("按", {}),
				text: { tag: "lark_md", content: "按" },
			}),
			"unsupported tag lark_md",
		],
		["an id that stands twice", cardOf("好", twice, twice), "x stands twice"],
		[
			"an id that begins with a digit",
			cardOf("好", { tag: "hr", element_id: "1" }),
			"element_id",
		],
		["too many tables", cardOf(table.repeat(6)), "11310"],
		[
			"too many elements",
			cardOf("好", ...Array(200).fill({ tag: "hr" })),
			"11310",
		],
	])("%s", (_, card, why) => {
		expect(() => checkCard(card)).toThrow(why);
		expect(() => checkCard(card)).toThrow(/^230099: Failed to create card/);
	});

	test("only from the sixth table and the 201st element on", () => {
		checkCard(cardOf(table.repeat(5)));
		checkCard(cardOf("好", ...Array(199).fill({ tag: "hr" })));
	});
});
