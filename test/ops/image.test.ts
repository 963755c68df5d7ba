/** How the image tells that the bot in it is well: the check is run as it stands in the Dockerfile. */

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startHttpServer } from "../../src/ops/http-server.ts";
import { tempFolder } from "../support/temp-folder.ts";

const DOCKERFILE = readFileSync(
	path.join(import.meta.dirname, "..", "..", "Dockerfile"),
	"utf8",
);
const BOT = { HTTP_HOST: "0.0.0.0", TELEGRAM_BOT_TOKEN: "1:x" };

/** Runs the check with these settings and no others; gives its exit code. */
async function check(
	env: Record<string, string>,
	cwd?: string,
): Promise<number | null> {
	const [, command = "[]"] =
		/^HEALTHCHECK [^[]*CMD (\[.*\])$/m.exec(DOCKERFILE) ?? [];
	const [program, ...args]: string[] = JSON.parse(command);
	expect(program).toBe("node");
	const folder = cwd ?? (await tempFolder());
	return new Promise((resolve) => {
		const child = execFile(process.execPath, args, { env, cwd: folder }, () =>
			resolve(child.exitCode),
		);
	});
}

/** The bot's server on every address, as in the image; its port. */
async function serve(): Promise<string> {
	const server = await startHttpServer({
		host: "0.0.0.0",
		port: 0,
		metricsPort: null,
		routes: [],
		health: () => Promise.reject(new Error("not asked")),
		metrics: { render: async () => "", contentType: "text/plain" },
		now: () => 0,
		log: { info() {}, error() {} },
	});
	onTestFinished(() => server.close());
	return String(server.address.port);
}

test("a bot that answers is well, one that does not is not", async () => {
	const HTTP_PORT = await serve();
	expect(await check({ ...BOT, HTTP_PORT })).toBe(0);
	expect(await check({ ...BOT, HTTP_HOST: "127.0.0.1", HTTP_PORT })).toBe(0);
	// Nothing listens on port 1.
	expect(await check({ ...BOT, HTTP_PORT: "1" })).toBe(1);
});

test("a token in a mounted .env counts like one of the container's", async () => {
	const folder = await tempFolder();
	const env = (port: string) =>
		writeFile(
			path.join(folder, ".env"),
			`TELEGRAM_BOT_TOKEN=1:x\nHTTP_PORT=${port}\n`,
		);
	await env(await serve());
	expect(await check({ HTTP_HOST: "0.0.0.0" }, folder)).toBe(0);
	await env("1");
	expect(await check({ HTTP_HOST: "0.0.0.0" }, folder)).toBe(1);
});

test("the terminal chat opens no port and is well as long as it runs", async () => {
	expect(await check({ HTTP_HOST: "0.0.0.0", HTTP_PORT: "1" })).toBe(0);
	const empty = { TELEGRAM_BOT_TOKEN: "", LARK_APP_ID: "", HTTP_PORT: "1" };
	expect(await check(empty)).toBe(0);
});

test("whatever the bot writes lies in a volume that its user owns", () => {
	const [, dataDir = "none"] = /\bDATA_DIR=(\S+)/.exec(DOCKERFILE) ?? [];
	const [, volumes = "[]"] = /^VOLUME (.*)$/m.exec(DOCKERFILE) ?? [];
	expect(JSON.parse(volumes)).toContain(dataDir);
	expect(DOCKERFILE).toMatch(/chown -R node:node data knowledge\nUSER node$/m);
});
