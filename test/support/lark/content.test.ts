import { describe, expect, test } from "vitest";
import { readContent } from "./content.ts";

const read = (content: object) =>
	readContent({ msg_type: "post", content: JSON.stringify(content) });

const post = (...elements: object[]) => ({ zh_cn: { content: [elements] } });

test("a post of all kinds of elements is taken as it is", () => {
	const content = {
		zh_cn: {
			title: "题",
			content: [
				[
					{ tag: "text", text: "看" },
					{ tag: "a", text: "这里", href: "https://x.cn" },
					{ tag: "at", user_id: "ou_1" },
				],
				[{ tag: "md", text: "**粗**" }],
				[{ tag: "img", image_key: "img_v3_1" }],
				[{ tag: "hr" }],
			],
		},
	};
	expect(read(content)).toEqual({
		type: "post",
		content: JSON.stringify(content),
	});
});

describe("a post is refused", () => {
	test.each([
		["without a language", { title: "题", content: [] }, "no language title"],
		["without any", {}, "post has no language"],
		["without content", { zh_cn: { title: "题" } }, "no content"],
		["when it is empty", { zh_cn: { content: [] } }, "content is empty"],
		[
			"with loose elements",
			{ zh_cn: { content: [{ tag: "hr" }] } },
			"paragraph",
		],
		["with an unknown tag", post({ tag: "button" }), "no tag button"],
		["with a tag of every object", post({ tag: "valueOf" }), "no tag valueOf"],
		["with half a link", post({ tag: "a", text: "这里" }), "a without href"],
		[
			"with Markdown beside other things",
			post({ tag: "md", text: "一" }, { tag: "text", text: "二" }),
			"md must be alone",
		],
	])("%s", (_, content, why) => {
		expect(() => read(content)).toThrow(why);
		expect(() => read(content)).toThrow(/^230001/);
	});
});
