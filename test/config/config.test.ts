/** Environment and bot.yml: what they give, and what is refused with which words. */

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { ConfigError, loadConfig } from "../../src/config/config.ts";
import { tempFolder } from "../support/temp-folder.ts";

const CONFIG_DIR = path.join(import.meta.dirname, "..", "..", "config");
const TOKEN = `1234567:${"A1-b_".repeat(7)}`;
const SECRET = "s3cret-for_the-webhook";
const WEBHOOK = {
	TELEGRAM_BOT_TOKEN: TOKEN,
	TELEGRAM_MODE: "webhook",
	TELEGRAM_WEBHOOK_SECRET: SECRET,
	PUBLIC_URL: "https://bot.example.org/",
};

const APP = "cli_0123456789abcdef";
const LARK_WEBHOOK = {
	LARK_APP_ID: APP,
	LARK_APP_SECRET: "lark-secret",
	LARK_MODE: "webhook",
	LARK_VERIFICATION_TOKEN: "lark-verification",
	LARK_ENCRYPT_KEY: "lark-key",
};

const load = (variables: Record<string, string> = {}) =>
	loadConfig({ CONFIG_DIR, ...variables });

/** The line with which the variables are refused. */
function refusal(variables: Record<string, string>): string {
	try {
		load(variables);
	} catch (error) {
		expect(error).toBeInstanceOf(ConfigError);
		return (error as Error).message;
	}
	throw new Error(`accepted: ${JSON.stringify(variables)}`);
}

/** The configuration with this bot.yml. */
async function withBotFile(text: string) {
	const folder = await tempFolder();
	await writeFile(path.join(folder, "bot.yml"), text);
	return () => load({ CONFIG_DIR: folder });
}

test("with nothing set there is no platform, and the rest has its defaults", () => {
	expect(load()).toMatchObject({
		knowledgeDir: "./knowledge",
		dataDir: "./data",
		logLevel: "warn",
		timeZone: "Asia/Shanghai",
		platforms: [],
		telegram: null,
		http: { host: "127.0.0.1", port: 8787 },
		metricsPort: null,
		secrets: [],
	});
});

test("a variable that is empty counts as unset", () => {
	const empty = { HTTP_PORT: "", TELEGRAM_BOT_TOKEN: "", TZ_NAME: "" };
	expect(load(empty)).toEqual(load());
});

test("a token is enough for Telegram: it polls", () => {
	const { telegram, platforms, logLevel } = load({ TELEGRAM_BOT_TOKEN: TOKEN });
	expect(telegram).toEqual({
		token: TOKEN,
		apiRoot: "https://api.telegram.org",
		mode: "polling",
		webhook: null,
	});
	expect(platforms).toEqual(["telegram"]);
	expect(logLevel).toBe("info");
});

test("the webhook has its secret and the address of the server, without a slash at its end", () => {
	expect(load(WEBHOOK).telegram).toMatchObject({
		mode: "webhook",
		webhook: { secret: SECRET, publicUrl: "https://bot.example.org" },
	});
});

test.each([
	[undefined, "https://open.feishu.cn"],
	["feishu", "https://open.feishu.cn"],
	["lark", "https://open.larksuite.com"],
	["https://open.example.org/", "https://open.example.org"],
	["http://127.0.0.1:8081", "http://127.0.0.1:8081"],
])("Lark's domain %s is %s", (given, domain) => {
	const { lark, platforms } = load({
		LARK_APP_ID: APP,
		LARK_APP_SECRET: "lark-secret",
		...(given === undefined ? {} : { LARK_DOMAIN: given }),
	});
	expect(platforms).toEqual(["lark"]);
	expect(lark).toEqual({
		appId: APP,
		appSecret: "lark-secret",
		domain,
		mode: "websocket",
		webhook: null,
	});
});

test("Lark's webhook has the key that it is signed with, and the token where there is one", () => {
	expect(load(LARK_WEBHOOK).lark).toMatchObject({
		mode: "webhook",
		webhook: {
			encryptKey: "lark-key",
			verificationToken: "lark-verification",
		},
	});
	const { webhook } =
		load({ ...LARK_WEBHOOK, LARK_VERIFICATION_TOKEN: "" }).lark ?? {};
	expect(webhook?.verificationToken).toBeNull();
});

test("every secret is listed for the log to black out", () => {
	const { secrets } = load({ ...WEBHOOK, ...LARK_WEBHOOK });
	expect(secrets).toEqual([
		TOKEN,
		SECRET,
		"lark-secret",
		"lark-verification",
		"lark-key",
	]);
});

test.each([
	["http://127.0.0.1:8081", "http://127.0.0.1:8081"],
	["http://localhost:8081/", "http://localhost:8081"],
	["http://[::1]:8081", "http://[::1]:8081"],
	["http://192.168.1.5:8081", "http://192.168.1.5:8081"],
	["http://telegram-bot-api:8081", "http://telegram-bot-api:8081"],
	// telegraf drops a last part that has no slash behind it.
	["https://proxy.example.org/telegram", "https://proxy.example.org/telegram/"],
])("the Bot API may stand at %s", (root, apiRoot) => {
	const variables = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: root };
	expect(load(variables).telegram?.apiRoot).toBe(apiRoot);
});

test("a fake Bot API on this machine may call a webhook on this machine, at any port", () => {
	const local = {
		...WEBHOOK,
		TELEGRAM_API_ROOT: "http://127.0.0.1:1",
		PUBLIC_URL: "http://127.0.0.1:8787",
	};
	expect(load(local).telegram?.webhook?.publicUrl).toBe(local.PUBLIC_URL);
});

test.each([
	["asia/shanghai", "Asia/Shanghai"],
	["Europe/Berlin", "Europe/Berlin"],
	["UTC", "UTC"],
])("the zone %s is known as %s", (TZ_NAME, timeZone) => {
	expect(load({ TZ_NAME }).timeZone).toBe(timeZone);
});

test("the server's address may be any of the machine's, its port any free one", () => {
	const { http, metricsPort } = load({
		HTTP_HOST: "[::1]",
		HTTP_PORT: "0",
		METRICS_PORT: "9090",
	});
	expect(http).toEqual({ host: "::1", port: 0 });
	expect(metricsPort).toBe(9090);
});

test.each([
	["LOG_LEVEL", "loud"],
	["TZ_NAME", "Asia/Xinchang"],
	["TZ_NAME", "+08:00"],
	["HTTP_HOST", "http://0.0.0.0"],
	["HTTP_HOST", "0.0.0.0:8787"],
	["HTTP_PORT", "65536"],
	["HTTP_PORT", "-1"],
	["HTTP_PORT", "0x50"],
	["METRICS_PORT", "metrics"],
	["TELEGRAM_BOT_TOKEN", "token"],
	["TELEGRAM_BOT_TOKEN", `"${TOKEN}"`],
	["TELEGRAM_BOT_TOKEN", `${TOKEN} `],
	["TELEGRAM_BOT_TOKEN", `bot${TOKEN}`],
	["TELEGRAM_API_ROOT", "api.telegram.org"],
	["TELEGRAM_API_ROOT", "http://api.telegram.org"],
	["TELEGRAM_API_ROOT", "https://user:password@api.example.org"],
	["TELEGRAM_API_ROOT", "ftp://127.0.0.1"],
	["TELEGRAM_API_ROOT", `https://api.telegram.org/bot${TOKEN}?a=1`],
	["TELEGRAM_MODE", "websocket"],
	["TELEGRAM_WEBHOOK_SECRET", "too-short"],
	["TELEGRAM_WEBHOOK_SECRET", "with spaces in the middle"],
	["TELEGRAM_WEBHOOK_SECRET", "x".repeat(257)],
	["PUBLIC_URL", "http://bot.example.org"],
	["PUBLIC_URL", "https://bot.example.org?x=1"],
	["PUBLIC_URL", "bot.example.org"],
	["LARK_APP_ID", "cli_x"],
	["LARK_APP_ID", `${APP} `],
	["LARK_APP_ID", `${APP}0`],
	["LARK_APP_SECRET", "two words"],
	["LARK_DOMAIN", "larksuite"],
	["LARK_DOMAIN", "http://open.feishu.cn"],
	["LARK_DOMAIN", "open.feishu.cn"],
	["LARK_MODE", "polling"],
	["LARK_ENCRYPT_KEY", "two words"],
	["LARK_VERIFICATION_TOKEN", "two words"],
])(
	"%s may not be %j: one line names it and says what it should be",
	(name, value) => {
		expect(refusal({ [name]: value })).toMatch(
			new RegExp(`^环境变量 ${name} 的值.*不对:(请|应当).+$`),
		);
	},
);

test.each<[Record<string, string>, RegExp]>([
	[{ LARK_APP_ID: APP }, /^设了 LARK_APP_ID 却没有设 LARK_APP_SECRET/],
	[{ LARK_APP_SECRET: "hush" }, /^设了 LARK_APP_SECRET 却没有设 LARK_APP_ID/],
	[{ LARK_MODE: "webhook" }, /却没有设 LARK_APP_ID 和 LARK_APP_SECRET/],
	[{ ...LARK_WEBHOOK, LARK_ENCRYPT_KEY: "" }, /需要 LARK_ENCRYPT_KEY/],
	[{ TELEGRAM_MODE: "webhook" }, /却没有设 TELEGRAM_BOT_TOKEN/],
	[{ ...WEBHOOK, TELEGRAM_WEBHOOK_SECRET: "" }, /需要 TELEGRAM_WEBHOOK_SECRET/],
	[{ ...WEBHOOK, PUBLIC_URL: "" }, /需要 PUBLIC_URL/],
	[
		{ ...WEBHOOK, PUBLIC_URL: "https://bot.example.org:8787" },
		/PUBLIC_URL.*8443/,
	],
	[{ ...WEBHOOK, PUBLIC_URL: "http://127.0.0.1" }, /PUBLIC_URL.*https/],
	[{ HTTP_PORT: "9090", METRICS_PORT: "9090" }, /METRICS_PORT.*同一个端口/],
])("variables that contradict each other are refused: %j", (variables, why) => {
	expect(refusal(variables)).toMatch(why);
	expect(refusal(variables)).not.toContain("\n");
});

test.each([
	["a wrong token", { TELEGRAM_BOT_TOKEN: `${TOKEN}!` }],
	["a token in another line", { TELEGRAM_MODE: TOKEN }],
	["a token in an address", { PUBLIC_URL: `http://x/bot${TOKEN}` }],
	["a token's later half", { LOG_LEVEL: TOKEN.split(":")[1] ?? "" }],
	["a secret in another line", { TELEGRAM_MODE: SECRET }],
	[
		"a short secret that is there twice",
		{ LOG_LEVEL: "hush", LARK_APP_SECRET: "hush" },
	],
	["a wrong secret", { TELEGRAM_WEBHOOK_SECRET: `${SECRET}!` }],
	["a missing counterpart", { LARK_APP_SECRET: "hush" }],
	["a key in another line", { LARK_MODE: "hush", LARK_ENCRYPT_KEY: "hush" }],
	[
		"a wrong app id with the secret in it",
		{ LARK_APP_ID: "hush", LARK_APP_SECRET: "hush" },
	],
])("no refusal prints a secret: %s", (_, variables) => {
	const line = refusal(variables);
	for (const hidden of [TOKEN, TOKEN.slice(-20), SECRET, "hush"])
		expect(line).not.toContain(hidden);
});

test("the configuration is frozen, all the way down", () => {
	const { telegram, http, bot, secrets } = load(WEBHOOK);
	for (const part of [
		telegram,
		telegram?.webhook,
		http,
		secrets,
		bot,
		bot.staff.telegram,
		bot.retention,
		bot.groups,
	])
		expect(Object.isFrozen(part)).toBe(true);
});

test("the bot.yml that comes with the bot says what holds without it", async () => {
	const withoutIt = (await withBotFile(""))();
	expect(load().bot).toEqual(withoutIt.bot);
	expect(withoutIt.bot).toEqual({
		name: "工会小助手",
		sensitive: [],
		staff: { telegram: [], lark: [] },
		limits: { personPerMinute: 10, groupPerMinute: 30 },
		groups: { listens: "addressed" },
		push: { approvers: 1, quietHours: null },
		retention: {
			inboxHours: 24,
			answersDays: 30,
			unansweredDays: 90,
			feedbackDays: 365,
			auditDays: 730,
			countersDays: 400,
		},
	});
});

test.each([
	["22:00-07:00", { from: "22:00", to: "07:00" }],
	["9:30 到 14:00", { from: "09:30", to: "14:00" }],
])("quiet hours may be written %s", async (text, quietHours) => {
	const read = await withBotFile(
		`push:\n  approvers: 2\n  quiet_hours: ${text}\n`,
	);
	expect(read().bot.push).toEqual({ approvers: 2, quietHours });
});

test("ids of staff are written as numbers or as text, and are text", async () => {
	const read = await withBotFile(
		'staff:\n  telegram: [123456789, "7000000001"]\n  lark:\n    - ou_0123\n',
	);
	expect(read().bot.staff).toEqual({
		telegram: ["123456789", "7000000001"],
		lark: ["ou_0123"],
	});
});

test("what is set is set, and what is left empty has its default", async () => {
	const read = await withBotFile(
		"name: 小助手\nlimits:\n  person_per_minute: 3\n  group_per_minute:\ngroups:\n  listens: questions\nretention:\n",
	);
	const { name, limits, groups, retention } = read().bot;
	expect(name).toBe("小助手");
	expect(limits).toEqual({ personPerMinute: 3, groupPerMinute: 30 });
	expect(groups).toEqual({ listens: "questions" });
	expect(retention.inboxHours).toBe(24);
});

test.each([
	["nick: 小助", /"nick"/],
	["name: ''", /name /],
	["staff:\n  wechat: [1]", /staff .*"wechat"/],
	["staff:\n  telegram: ['@someone']", /staff\.telegram\.0 应当是数字编号/],
	["limits:\n  person_per_minute: 0", /limits\.person_per_minute /],
	["limits:\n  group_per_minute: 许多", /limits\.group_per_minute /],
	["push:\n  approvers: 3", /push\.approvers /],
	["push:\n  quiet_hours: 晚上", /push\.quiet_hours .*22:00-07:00/],
	["groups:\n  listens: all", /groups\.listens .*"addressed"\|"questions"/],
	["retention:\n  inbox_hours: 7", /retention\.inbox_hours /],
	["retention:\n  unanswered_days: 4000", /retention\.unanswered_days /],
	["retention:\n  answers_days: 1.5", /retention\.answers_days /],
	["- name", /写得不对/],
	["name: [", /不是 YAML/],
])("bot.yml may not say %j: one line names the setting", async (text, why) => {
	const read = await withBotFile(text);
	expect(read).toThrow(ConfigError);
	expect(read).toThrow(/^\S+bot\.yml 写得不对[^\n]+$/);
	expect(read).toThrow(why);
});
