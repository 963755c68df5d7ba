import { expect, it } from "vitest";
import { readConstraints } from "../../src/answering/constraints.ts";
import { describeMissing } from "../../src/answering/missing.ts";
import { readArticle } from "../../src/answering/reading.ts";
import { PAPER } from "./paper.ts";

const [tea] = PAPER.map((article) => readArticle(article, null));

it("names what the nearest article does not print", () => {
	if (!tea) throw new Error("the paper has articles");
	const asked = readConstraints("采茶工的体检费是多少", null);
	expect(describeMissing("体检费", asked, tea)).toEqual({ what: "体检费" });
});

it("says nothing of a word that is printed, though its value is not", () => {
	if (!tea) throw new Error("the paper has articles");
	const asked = readConstraints("管理员多大年纪", null);
	expect(describeMissing("管理员", asked, tea)).toBeNull();
});
