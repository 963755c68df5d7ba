/** The rooms of src/ and which of them may know which: the house's plan, held against the imports. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const SRC = path.join(import.meta.dirname, "..", "src");

/** Room → the rooms that it may import besides itself. What stands at the top knows all. */
const MAY_IMPORT: Record<string, readonly string[]> = {
	config: [],
	knowledge: [],
	ingest: ["knowledge"],
	search: ["knowledge"],
	answering: ["search", "knowledge"],
	publishing: ["knowledge", "chat", "store"],
	chat: [],
	store: ["chat"],
	delivery: ["chat", "store"],
	bot: ["answering", "publishing", "chat", "store"],
	"adapters/console": ["chat"],
	"adapters/lark": ["chat"],
	"adapters/telegram": ["chat"],
	ops: [],
	cli: ["app.ts"],
};

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
	(file) => file.endsWith(".ts"),
);

test("every room has its place in the plan", () => {
	const rooms = new Set(files.map(roomOf));
	for (const root of [
		"app.ts",
		"open-desk.ts",
		"push-from-terminal.ts",
		"run-bot.ts",
		"main.ts",
	])
		rooms.delete(root);
	expect([...rooms].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
});

test("rooms import only what the plan allows", () => {
	const forbidden: string[] = [];
	for (const file of files) {
		const allowed = MAY_IMPORT[roomOf(file)];
		if (!allowed) continue;
		for (const target of importsOf(file)) {
			const room = roomOf(target);
			if (room !== roomOf(file) && !allowed.includes(room))
				forbidden.push(`${file} imports ${target}`);
		}
	}
	expect(forbidden).toEqual([]);
});

test("only its own room knows a library or the environment", () => {
	const knows = (pattern: RegExp) =>
		new Set(
			files
				.filter((file) =>
					pattern.test(readFileSync(path.join(SRC, file), "utf8")),
				)
				.map(roomOf),
		);
	expect([...knows(/from "minisearch"/)]).toEqual(["search"]);
	expect([...knows(/process\.env/)]).toEqual(["config"]);
	expect([...knows(/from "(?:kysely|libsql)"/)]).toEqual(["store"]);
	expect([...knows(/from "telegraf/)]).toEqual(["adapters/telegram"]);
	expect([...knows(/from "@larksuiteoapi/)]).toEqual(["adapters/lark"]);
	expect([...knows(/from "(?:fastify|pino|prom-client)"/)]).toEqual(["ops"]);
});

/** `adapters/console` for a platform's folder, the folder's name for the others, the file's for those of the top. */
function roomOf(file: string): string {
	const parts = file.split(path.sep);
	if (parts[0] === "adapters") return parts.slice(0, 2).join("/");
	return parts[0] ?? file;
}

/** The files of src/ that `file` imports, relative to src/. */
function importsOf(file: string): string[] {
	const source = readFileSync(path.join(SRC, file), "utf8");
	const specifiers = source.matchAll(
		/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g,
	);
	return [...specifiers].map((match) =>
		path.relative(SRC, path.resolve(SRC, path.dirname(file), match[1] ?? "")),
	);
}
