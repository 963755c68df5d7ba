import {
	appendFile,
	mkdir,
	mkdtemp,
	readFile,
	rename,
	rm,
	writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type LiveIndex, openLiveIndex } from "../../src/search/live-index.ts";

let root: string;
let open: LiveIndex[];
let logged: { fields: object; message: string }[];

beforeEach(async () => {
	root = await mkdtemp(path.join(tmpdir(), "live-index-"));
	open = [];
	logged = [];
	await issue("2024-03-12", "published");
	await article("2024-03-12/01-互助", "医疗互助开始参保", "每人每年80元。");
});

afterEach(async () => {
	await Promise.all(open.map((index) => index.close()));
	await rm(root, { recursive: true });
});

describe("the running bot notices", () => {
	test("a changed article", async () => {
		const index = await start();
		await article("2024-03-12/01-互助", "医疗互助开始参保", "每人每年95元。");
		await eventually(() =>
			expect(bodyOf(index, "互助")).toBe("每人每年95元。"),
		);
	});

	test("an article that an editor replaced by renaming", async () => {
		const index = await start();
		const file = pathOf("2024-03-12/01-互助");
		const text = await readFile(file, "utf8");
		await writeFile(`${file}~`, text.replace("80", "81"));
		await rename(`${file}~`, file);
		await eventually(() =>
			expect(bodyOf(index, "互助")).toBe("每人每年81元。"),
		);
	});

	test("a new issue with its articles, in one rebuild", async () => {
		const index = await start();
		await issue("2024-04-02", "published");
		for (const n of [1, 2, 3, 4]) {
			await article(`2024-04-02/0${n}-歌手`, `歌手大赛第${n}场`, "开唱了。");
		}
		await eventually(() => expect(index.current().articles).toHaveLength(5));
		const rebuilt = logged.filter(({ message }) => /up to date/.test(message));
		expect(rebuilt).toHaveLength(2); // the start, and the new issue
	});

	test("a withdrawn issue", async () => {
		const index = await start();
		await issue("2024-03-12", "draft");
		await eventually(() => expect(index.current().articles).toEqual([]));
	});

	test("a deleted article", async () => {
		const index = await start();
		await rm(pathOf("2024-03-12/01-互助"));
		await eventually(() => expect(index.current().articles).toEqual([]));
	});

	test("a document beside the issues", async () => {
		const index = await start();
		await writeFile(
			path.join(root, "knowledge/faq.md"),
			"# 怎么入会\n找工会。",
		);
		await eventually(() => expect(bodyOf(index, "入会")).toBe("找工会。"));
	});
});

describe("approved answers", () => {
	const faq = (answer: string) =>
		writeFile(
			path.join(root, "knowledge/faq.yml"),
			`- questions: [怎么入会]\n  answer: ${answer}\n  source: 组织部\n`,
		);
	const answers = (index: LiveIndex) => index.faq().map(({ answer }) => answer);

	test("are noticed when they come, change and go, without a new index", async () => {
		const index = await start();
		const articles = index.current();
		await faq("找单位工会。");
		await eventually(() => expect(answers(index)).toEqual(["找单位工会。"]));
		await faq("找市总工会。");
		await eventually(() => expect(answers(index)).toEqual(["找市总工会。"]));
		await rm(path.join(root, "knowledge/faq.yml"));
		await eventually(() => expect(answers(index)).toEqual([]));
		expect(index.current()).toBe(articles);
	});

	test("stay as they last were while the file is broken", async () => {
		await faq("找单位工会。");
		const index = await start();
		await faq("长".repeat(301));
		await index.refresh();
		expect(answers(index)).toEqual(["找单位工会。"]);
		expect(index.problems()).toMatchObject([{ file: "faq.yml" }]);
	});
});

test("drafts are never found", async () => {
	await issue("2024-05-01", "draft");
	await article("2024-05-01/01-歌手", "歌手大赛", "还没有批准。");
	const index = await start();
	expect(bodyOf(index, "歌手大赛")).toBeUndefined();
});

test("a question that is being answered keeps the index that it began with", async () => {
	const index = await start();
	const held = index.current();
	await article("2024-03-12/01-互助", "医疗互助开始参保", "每人每年95元。");
	await index.refresh();
	expect(index.current()).not.toBe(held);
	expect(held.search("互助")[0]?.article.body).toBe("每人每年80元。");
});

test("a refresh reads at once", async () => {
	const index = await start({ pollMs: 60_000 });
	await article("2024-03-12/02-歌手", "歌手大赛", "开唱了。");
	await index.refresh();
	expect(bodyOf(index, "歌手")).toBe("开唱了。");
});

test("a file that is still being written is read to its end", async () => {
	const index = await start();
	const file = pathOf("2024-03-12/02-长文");
	await writeFile(file, "# 长文连载\n开头。");
	for (let n = 0; n < 10; n++) {
		await appendFile(file, `第${n}段。`);
		await new Promise((resolve) => setTimeout(resolve, POLL_MS / 2));
	}
	await eventually(() => expect(bodyOf(index, "长文")).toMatch(/第9段。$/));
});

describe("a broken file", () => {
	test("is reported by name, and its last good version stays", async () => {
		const index = await start();
		await writeFile(pathOf("2024-03-12/01-互助"), "---\ntitle: [\n---\n坏了");
		await index.refresh();
		expect(bodyOf(index, "互助")).toBe("每人每年80元。");
		const file = "issues/2024-03-12/01-互助.md";
		expect(index.problems().map((problem) => problem.file)).toEqual([file]);
		expect(logged).toContainEqual(
			expect.objectContaining({ fields: expect.objectContaining({ file }) }),
		);
	});

	test("does not stop other files from being read", async () => {
		const index = await start();
		await writeFile(pathOf("2024-03-12/01-互助"), "---\ntitle: [\n---\n坏了");
		await article("2024-03-12/02-歌手", "歌手大赛", "开唱了。");
		await index.refresh();
		expect(bodyOf(index, "歌手")).toBe("开唱了。");
		expect(bodyOf(index, "互助")).toBe("每人每年80元。");
	});

	test("that is an issue.yml keeps its articles, but not one that was deleted", async () => {
		await article("2024-03-12/02-歌手", "歌手大赛", "开唱了。");
		const index = await start();
		await writeFile(issueFile("2024-03-12"), "status: nonsense");
		await rm(pathOf("2024-03-12/02-歌手"));
		await index.refresh();
		expect(index.current().articles.map(({ title }) => title)).toEqual([
			"医疗互助开始参保",
		]);
	});

	test("is read again once it is mended", async () => {
		const index = await start();
		await writeFile(pathOf("2024-03-12/01-互助"), "---\ntitle: [\n---\n坏了");
		await index.refresh();
		await article("2024-03-12/01-互助", "医疗互助开始参保", "每人每年95元。");
		await index.refresh();
		expect(bodyOf(index, "互助")).toBe("每人每年95元。");
		expect(index.problems()).toEqual([]);
	});

	test("is not saved with what stands in for it", async () => {
		const index = await start();
		const saved = await readFile(snapshotFile(), "utf8");
		await writeFile(pathOf("2024-03-12/01-互助"), "---\ntitle: [\n---\n坏了");
		await index.refresh();
		expect(await readFile(snapshotFile(), "utf8")).toBe(saved);
	});
});

describe("the saved index", () => {
	test("serves the next start when the knowledge is the same", async () => {
		await (await start()).close();
		const saved = await readFile(snapshotFile(), "utf8");
		// Tells loading from building: a start that builds would write it again.
		const index = await start();
		expect(bodyOf(index, "互助")).toBe("每人每年80元。");
		expect(await readFile(snapshotFile(), "utf8")).toBe(saved);
		expect(logged.filter(({ message }) => /saved/.test(message))).toEqual([]);
	});

	test("is built anew when the knowledge changed in between", async () => {
		await (await start()).close();
		await article("2024-03-12/01-互助", "医疗互助开始参保", "每人每年95元。");
		expect(bodyOf(await start(), "互助")).toBe("每人每年95元。");
	});

	test.each([
		["cut off", (saved: string) => saved.slice(0, saved.length / 2)],
		["altered", (saved: string) => saved.replace(/"0":\{"0":1/, '"0":{"7":1')],
		["no snapshot", () => "something else"],
		["empty", () => ""],
	])("is built anew when it is %s", async (_, damage) => {
		await (await start()).close();
		const saved = await readFile(snapshotFile(), "utf8");
		await writeFile(snapshotFile(), damage(saved));
		const index = await start();
		expect(bodyOf(index, "互助")).toBe("每人每年80元。");
		expect(await readFile(snapshotFile(), "utf8")).toBe(saved);
	});

	test("is not missed when it cannot be written", async () => {
		await writeFile(
			path.join(root, "data"),
			"a file where the folder should be",
		);
		const index = await start();
		expect(bodyOf(index, "互助")).toBe("每人每年80元。");
	});
});

test("a folder that cannot be read stops the start", async () => {
	await rm(path.join(root, "knowledge"), { recursive: true });
	await expect(start()).rejects.toThrow("ENOENT");
});

test("a folder that vanishes later leaves the index as it was", async () => {
	const index = await start();
	await rename(path.join(root, "knowledge"), path.join(root, "elsewhere"));
	await eventually(() =>
		expect(logged.at(-1)?.message).toBe("the knowledge folder cannot be read"),
	);
	expect(bodyOf(index, "互助")).toBe("每人每年80元。");
});

test("nothing is noticed any more after close", async () => {
	const index = await start();
	await index.close();
	await rm(pathOf("2024-03-12/01-互助"));
	await new Promise((resolve) => setTimeout(resolve, 5 * POLL_MS));
	expect(index.current().articles).toHaveLength(1);
});

const POLL_MS = 20;

/** Waits for what the poll will bring about, long enough for a busy machine. */
function eventually(check: () => void): Promise<void> {
	return vi.waitFor(check, { timeout: 10_000 });
}

async function start({ pollMs = POLL_MS } = {}): Promise<LiveIndex> {
	const log = (fields: object, message: string) => {
		logged.push({ fields, message });
	};
	const index = await openLiveIndex({
		knowledgeDir: path.join(root, "knowledge"),
		snapshotFile: snapshotFile(),
		log: { info: log, warn: log },
		pollMs,
	});
	open.push(index);
	return index;
}

function bodyOf(index: LiveIndex, query: string): string | undefined {
	return index.current().search(query)[0]?.article.body;
}

function snapshotFile(): string {
	return path.join(root, "data", "index.json");
}

function issueFile(id: string): string {
	return path.join(root, "knowledge/issues", id, "issue.yml");
}

function pathOf(name: string): string {
	return path.join(root, "knowledge/issues", `${name}.md`);
}

async function issue(id: string, status: "draft" | "published") {
	await mkdir(path.dirname(issueFile(id)), { recursive: true });
	await writeFile(
		issueFile(id),
		`status: ${status}\npaper: null\ndate: "${id}"\nimported: "${id}T08:00:00Z"\npages: []\n`,
	);
}

async function article(name: string, title: string, body: string) {
	await writeFile(pathOf(name), `---\ntitle: ${title}\n---\n\n${body}\n`);
}
