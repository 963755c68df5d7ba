/** The environment's variables, each checked by itself, and that they do not contradict one another. */

import { isIP } from "node:net";
import { z } from "zod";
import { ConfigError } from "./config-error.ts";
import { httpUrl, isLoopback, isNear } from "./http-url.ts";

const LOG_LEVELS = [
	"trace",
	"debug",
	"info",
	"warn",
	"error",
	"fatal",
	"silent",
] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const Port = z
	.string()
	.regex(/^\d{1,5}$/)
	.transform(Number)
	.refine((port) => port <= 65535);

const Host = z
	.string()
	.transform((host) => host.replace(/^\[(.*)\]$/, "$1"))
	.refine(
		(host) => isIP(host) > 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(host),
	);

/** The name as the zone's register spells it. */
const TimeZone = z.string().transform((name, context) => {
	try {
		const format = new Intl.DateTimeFormat("en", { timeZone: name });
		// Later versions of Node take an offset ("+08:00") for a zone; it knows no history.
		if (/^[a-z]/i.test(name)) return format.resolvedOptions().timeZone;
	} catch {
		// Refused below, like every other wrong name.
	}
	context.addIssue({ code: "custom", message: "not a zone" });
	return z.NEVER;
});

const Environment = z.object({
	KNOWLEDGE_DIR: z.string().default("./knowledge"),
	CONFIG_DIR: z.string().default("./config"),
	DATA_DIR: z.string().default("./data"),
	LOG_LEVEL: z.enum(LOG_LEVELS).optional(),
	TZ_NAME: TimeZone.default("Asia/Shanghai"),
	HTTP_HOST: Host.default("127.0.0.1"),
	HTTP_PORT: Port.default(8787),
	METRICS_PORT: Port.optional(),
	/** As BotFather gives it. Shorter ones are let through: who is right about the length is Telegram. */
	TELEGRAM_BOT_TOKEN: z
		.string()
		.regex(/^\d+:[A-Za-z0-9_-]+$/)
		.optional(),
	// The token is part of the address: in the clear it goes no further than the own network.
	TELEGRAM_API_ROOT: httpUrl(isNear)
		.transform((root) => (new URL(root).pathname === "/" ? root : `${root}/`))
		.default("https://api.telegram.org"),
	TELEGRAM_MODE: z.enum(["polling", "webhook"]).default("polling"),
	/** `secret_token` of https://core.telegram.org/bots/api#setwebhook, which allows shorter ones too. */
	TELEGRAM_WEBHOOK_SECRET: z
		.string()
		.regex(/^[A-Za-z0-9_-]{16,256}$/)
		.optional(),
	PUBLIC_URL: httpUrl(isLoopback).optional(),
	/** The SDK opens no socket for any other, and does not say so. */
	LARK_APP_ID: z
		.string()
		.regex(/^cli_[0-9a-fA-F]{16}$/)
		.optional(),
	LARK_APP_SECRET: z.string().regex(/^\S+$/).optional(),
	// The app's secret goes there: in the clear it goes no further than the own network.
	LARK_DOMAIN: z
		.union([
			z.literal("feishu").transform(() => "https://open.feishu.cn"),
			z.literal("lark").transform(() => "https://open.larksuite.com"),
			httpUrl(isNear),
		])
		.default("https://open.feishu.cn"),
	LARK_MODE: z.enum(["websocket", "webhook"]).default("websocket"),
	LARK_VERIFICATION_TOKEN: z.string().regex(/^\S+$/).optional(),
	LARK_ENCRYPT_KEY: z.string().regex(/^\S+$/).optional(),
	/** Set by npm, which runs scripts in the project's folder whatever folder they were called from. */
	INIT_CWD: z.string().optional(),
});
export type Environment = z.infer<typeof Environment>;

/** What a right value looks like, for whoever has to correct a wrong one. */
const FIXES: Partial<Record<string, string>> = {
	LOG_LEVEL: `请用 ${LOG_LEVELS.join("、")} 之一`,
	TZ_NAME: "请用时区的名字,例如 Asia/Shanghai",
	HTTP_HOST: "请填 IP 地址或主机名,不带 http:// 和端口,例如 127.0.0.1",
	HTTP_PORT: "请填 0 到 65535 的整数,例如 8787",
	METRICS_PORT: "请填 0 到 65535 的整数,例如 9090,或者不设",
	TELEGRAM_BOT_TOKEN:
		"应当是“数字:字母”的样子,前后没有引号和空格,请从 BotFather 重新复制",
	TELEGRAM_API_ROOT:
		"请填 https:// 开头的地址(本机和内网可以用 http://),不带用户名、? 和 #,例如 https://api.telegram.org",
	TELEGRAM_MODE: "请用 polling 或 webhook",
	TELEGRAM_WEBHOOK_SECRET:
		"请用 16 到 256 个英文字母、数字、下划线或短横,例如 openssl rand -hex 32 的结果",
	LARK_APP_ID:
		"应当是 cli_ 加 16 个数字和字母(a 到 f),请从开发者后台的“凭证与基础信息”重新复制",
	LARK_APP_SECRET: "应当没有空格,请从开发者后台的“凭证与基础信息”重新复制",
	LARK_DOMAIN:
		"请用 feishu(飞书)、lark(国际版),或 https:// 开头的地址(本机和内网可以用 http://)",
	LARK_MODE: "请用 websocket 或 webhook",
	LARK_VERIFICATION_TOKEN:
		"应当没有空格,请从开发者后台的“事件与回调”、“加密策略”重新复制",
	LARK_ENCRYPT_KEY:
		"应当没有空格,请从开发者后台的“事件与回调”、“加密策略”重新复制",
	PUBLIC_URL:
		"请填 https:// 开头的公网地址(只有本机可以用 http://),不带用户名、? 和 #,例如 https://bot.example.org",
};

/** @throws ConfigError */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
	const set = Object.fromEntries(
		Object.entries(variables).filter(
			([, value]) => value !== undefined && value !== "",
		),
	);
	const parsed = Environment.safeParse(set);
	if (!parsed.success) {
		const name = String(parsed.error.issues[0]?.path[0]);
		throw new ConfigError(
			`环境变量 ${name} 的值${shown(name, set)}不对:${FIXES[name]}`,
		);
	}
	const env = parsed.data;
	if (env.METRICS_PORT && env.METRICS_PORT === env.HTTP_PORT)
		throw new ConfigError(
			"METRICS_PORT 和 HTTP_PORT 是同一个端口:请换一个,或者不设 METRICS_PORT",
		);
	return env;
}

/**
 * The wrong value, where it helps. Not that of a secret; nor one that may hold a secret because two lines were mixed up,
 * or an address with a password in it: only what is plain and shorter than any secret is shown.
 */
function shown(name: string, set: NodeJS.ProcessEnv): string {
	const value = set[name] ?? "";
	const isPlain = /^[\p{L}\p{N} ./+-]{1,15}$/u.test(value);
	const isSecret = SECRETS.some(
		(secret) => secret === name || set[secret] === value,
	);
	return isPlain && !isSecret ? `“${value}”` : "";
}

const SECRETS = [
	"TELEGRAM_BOT_TOKEN",
	"TELEGRAM_WEBHOOK_SECRET",
	"LARK_APP_SECRET",
	"LARK_VERIFICATION_TOKEN",
	"LARK_ENCRYPT_KEY",
];
