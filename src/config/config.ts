/** Environment and `/config` files → one validated, frozen configuration. The only room that reads the environment. */

import { readFileSync } from "node:fs";
import path from "node:path";
import dotenv from "dotenv";
import { parse } from "yaml";
import { z } from "zod";

export interface Config {
	knowledgeDir: string;
	configDir: string;
	dataDir: string;
	logLevel: LogLevel;
	/** Where relative paths on the command line start: the folder in which the command was typed. */
	typedIn: string;
	/** Platforms whose credentials are set. */
	platforms: readonly ("telegram" | "lark")[];
	bot: BotFile;
}

const LOG_LEVELS = [
	"trace",
	"debug",
	"info",
	"warn",
	"error",
	"fatal",
	"silent",
] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** `config/bot.yml`. */
const BotFile = z.strictObject({
	/** What the bot is called in a chat. */
	name: z.string().min(1),
	/** Subjects that get one fixed line, whatever is asked about them. */
	sensitive: z
		.array(z.union([z.string(), z.number()]).transform(String))
		.nullish()
		.transform((words) => words ?? []),
});
type BotFile = z.infer<typeof BotFile>;

/** A setting is wrong. The message names the variable or the file, and the fix. */
export class ConfigError extends Error {
	override readonly name = "ConfigError";
}

const Environment = z.object({
	KNOWLEDGE_DIR: z.string().min(1).default("./knowledge"),
	CONFIG_DIR: z.string().min(1).default("./config"),
	DATA_DIR: z.string().min(1).default("./data"),
	LOG_LEVEL: z.enum(LOG_LEVELS).optional(),
	TELEGRAM_BOT_TOKEN: z.string().optional(),
	LARK_APP_ID: z.string().optional(),
	LARK_APP_SECRET: z.string().optional(),
	/** Set by npm, which runs scripts in the project's folder whatever folder they were called from. */
	INIT_CWD: z.string().optional(),
});

/**
 * Reads the environment, `.env` in the working folder, and `config/bot.yml`. An empty variable counts as unset.
 * @throws ConfigError
 */
export function loadConfig(): Config {
	dotenv.config({ quiet: true });
	const set = Object.fromEntries(
		Object.entries(process.env).filter(
			([, value]) => value !== undefined && value !== "",
		),
	);
	const parsed = Environment.safeParse(set);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		const name = String(issue?.path[0]);
		throw new ConfigError(
			`环境变量 ${name} 的值“${set[name] ?? ""}”不对:${name === "LOG_LEVEL" ? `请用 ${LOG_LEVELS.join("、")} 之一` : issue?.message}`,
		);
	}
	const env = parsed.data;
	for (const [one, other] of LARK_PAIR)
		if (env[one] && !env[other])
			throw new ConfigError(
				`设了 ${one} 却没有设 ${other}:飞书两样都要,请补上,或者都不设`,
			);
	const platforms = [
		...(env.TELEGRAM_BOT_TOKEN ? (["telegram"] as const) : []),
		...(env.LARK_APP_ID ? (["lark"] as const) : []),
	];
	return Object.freeze({
		knowledgeDir: env.KNOWLEDGE_DIR,
		configDir: env.CONFIG_DIR,
		dataDir: env.DATA_DIR,
		// On a terminal the log stands between the lines of the chat: only what went wrong is worth it there.
		logLevel: env.LOG_LEVEL ?? (platforms.length > 0 ? "info" : "warn"),
		typedIn: env.INIT_CWD ?? process.cwd(),
		platforms: Object.freeze(platforms),
		bot: Object.freeze(readBotFile(env.CONFIG_DIR)),
	});
}

const LARK_PAIR = [
	["LARK_APP_ID", "LARK_APP_SECRET"],
	["LARK_APP_SECRET", "LARK_APP_ID"],
] as const;

function readBotFile(configDir: string): BotFile {
	const file = path.join(configDir, "bot.yml");
	let text: string;
	try {
		text = readFileSync(file, "utf8");
	} catch (cause) {
		throw new ConfigError(
			`读不到 ${file}:请检查 CONFIG_DIR,或从项目里复制一份`,
			{ cause },
		);
	}
	try {
		return BotFile.parse(parse(text));
	} catch (cause) {
		const reason =
			cause instanceof z.ZodError
				? z.prettifyError(cause).replaceAll("\n", " ")
				: String(cause);
		throw new ConfigError(`${file} 写得不对:${reason}`, { cause });
	}
}
