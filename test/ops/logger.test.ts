/** The log: what reaches stderr, and what never does. */

import { execFile } from "node:child_process";
import { Writable } from "node:stream";
import { promisify } from "node:util";
import pino from "pino";
import { beforeAll, describe, expect, test } from "vitest";
import { redactor } from "../../src/ops/logger.ts";
import {
	APP_SECRET,
	FOREIGN,
	HALF,
	logEveryPlace,
	PLACES,
	SECRET,
	SECRETS,
	TOKEN,
} from "./secret-places.ts";

const PREPARE = `
	import { createLogger } from "./src/ops/logger.ts";
	import { logEveryPlace, SECRETS } from "./test/ops/secret-places.ts";
	const log = createLogger("info", SECRETS);
`;

/** Runs a script with a logger as a process of its own; its stderr in lines. */
async function logged(script: string): Promise<string[]> {
	const { stdout, stderr } = await promisify(execFile)(
		process.execPath,
		["--import", "tsx", "--input-type=module", "--eval", PREPARE + script],
		{ maxBuffer: 2 ** 26 },
	);
	expect(stdout).toBe("");
	return stderr.trimEnd().split("\n");
}

const HIDDEN = [...SECRETS, HALF, FOREIGN, "short-token"];

/** The secrets that can be read from a text, however it is encoded. */
function readable(text: string): string[] {
	const readings = [text];
	for (let round = 0; round < 3; round++) {
		const last = readings.at(-1) ?? "";
		readings.push(
			last
				.replace(/(%[0-9a-f]{2})+/gi, (bytes) =>
					Buffer.from(bytes.replaceAll("%", ""), "hex").toString(),
				)
				.replace(/\\(["\\])/g, "$1"),
		);
	}
	return HIDDEN.filter((hidden) =>
		readings.some((reading) => reading.includes(hidden)),
	);
}

const placeOf = (line: string): string => JSON.parse(line).place;

describe("a secret is blacked out", () => {
	const lines = new Map<string, string>();
	const unguarded = new Map<string, string>();

	beforeAll(async () => {
		const guarded = await logged("await logEveryPlace(log);");
		for (const line of guarded) lines.set(placeOf(line), line);
		const plain = new Writable({
			write(line, _, done) {
				unguarded.set(placeOf(String(line)), String(line));
				done();
			},
		});
		await logEveryPlace(pino(plain));
	});

	test.each(Object.keys(PLACES))("in %s", (place) => {
		// Otherwise the place proves nothing.
		expect(readable(unguarded.get(place) ?? "")).not.toEqual([]);
		const line = lines.get(place) ?? "";
		expect(JSON.parse(line)).toMatchObject({ level: 50, place });
		expect(readable(line)).toEqual([]);
	});
});

test("of an error its type, message, code, stack and what caused it are kept, and no more", async () => {
	const [line = ""] = await logged(`
		import { TelegramError } from "telegraf";
		const cause = Object.assign(new Error("refused"), { code: "ECONNREFUSED", port: 1 });
		const refusal = new TelegramError(
			{ error_code: 400, description: "Bad Request: chat not found" },
			{ method: "sendMessage", payload: { text: "members' words" } },
		);
		refusal.cause = cause;
		log.error({ err: refusal }, "a call failed");
	`);
	expect(line).not.toContain("members' words");
	const { err, msg } = JSON.parse(line);
	expect(msg).toBe("a call failed");
	expect(err).toEqual({
		type: "TelegramError",
		message: "400: Bad Request: chat not found",
		code: 400,
		stack: expect.stringMatching(/^Error: 400.*\n +at /),
		cause: {
			type: "Error",
			message: "refused",
			code: "ECONNREFUSED",
			stack: expect.stringContaining("Error: refused"),
		},
	});
});

test("errors that cause one another, getters that throw and objects without end are logged all the same", async () => {
	const lines = await logged(`
		const one = new Error("one"), other = new Error("other", { cause: one });
		one.cause = other;
		log.error({ err: one }, "in a circle");
		log.error({ get broken() { throw new Error("no"); }, fine: 1 }, "unreadable");
		const endless = {}; endless.itself = endless;
		log.error({ endless, big: 12n }, "endless");
		log.error({ bytes: Buffer.from(SECRETS[0]) }, "bytes");
	`);
	expect(lines.map((line) => JSON.parse(line))).toMatchObject([
		{ err: { message: "one", cause: { message: "other" } } },
		{ broken: "[unreadable]", fine: 1 },
		{ endless: { itself: {} }, big: "12" },
		{ bytes: "[45 bytes]" },
	]);
});

test("fields named like a secret are blacked out whatever they hold, and those with members' words dropped", async () => {
	const [line = ""] = await logged(`
		log.info({
			tenant_access_token: "t-unknown", appSecret: "also unknown", Authorization: "Basic eA==",
			payload: { text: "members' words" }, hasToken: true, tokens: 5,
		}, "named");
	`);
	expect(JSON.parse(line)).toMatchObject({
		tenant_access_token: "[redacted]",
		appSecret: "[redacted]",
		Authorization: "[redacted]",
		payload: "[dropped]",
		hasToken: true,
		tokens: 5,
	});
});

const ORDINARY = [
	"新昌县总工会的体检车 8:30 到，电话 0575-86023456:转 8012",
	"2024-05-01T08:30:00.000Z 12:30:45 https://example.org:8443/a?b=%20c%3A",
	"/bot/help /bottle12:30 robot12:30",
	'{"id":123456789,"at":1700000000000,"hash":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}',
	"line\nend\ttab\\u0041 \"quoted\" 'so' \u0007",
	"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
];

test("ordinary text reaches the log as it was", async () => {
	const texts = JSON.stringify(ORDINARY);
	const lines = await logged(`
		for (const text of ${texts}) log.info({ text, list: [text, 1, null, false] }, text);
	`);
	expect(lines.map((line) => JSON.parse(line))).toMatchObject(
		ORDINARY.map((text) => ({ text, list: [text, 1, null, false], msg: text })),
	);
});

test("last words outside of the log are cleaned the same way", () => {
	const clean = redactor(SECRETS);
	expect(clean(`no answer from http://x/bot${TOKEN}/getMe`)).toBe(
		"no answer from http://x/bot[redacted]/getMe",
	);
	expect(clean(`${SECRET} ${APP_SECRET} ${FOREIGN}`)).toBe(
		"[redacted] [redacted] [redacted]",
	);
	for (const text of ORDINARY) expect(clean(text)).toBe(text);
});

test("a backslash or a quote beside a secret does not hide it", () => {
	const clean = redactor(["nothing-to-see", '"quoted"']);
	expect(clean("C:\\nothing-to-see")).toBe("C:\\[redacted]");
	expect(clean('a "quoted" word')).toBe("a [redacted] word");
});

test("without secrets, and with one too short to be one, nothing is blacked out but tokens", () => {
	const clean = redactor(["", "a", "it"]);
	expect(clean("a bit of it")).toBe("a bit of it");
	expect(clean(FOREIGN)).toBe("[redacted]");
});

test("what was logged is out, also when the process ends at once", async () => {
	const lines = await logged(`
		for (let number = 0; number < 5000; number++) log.info({ number }, "counting");
		process.exit(0);
	`);
	expect(lines).toHaveLength(5000);
	expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ number: 4999 });
});
