/** Environment and `/config` files → one validated, frozen configuration. The only room that reads the environment. */

import dotenv from "dotenv";
import { type BotFile, readBotFile } from "./bot-file.ts";
import type { LogLevel } from "./environment.ts";
import { readEnvironment } from "./environment.ts";
import { type LarkSettings, readLark } from "./lark-settings.ts";
import type { TelegramSettings } from "./telegram-settings.ts";
import { readTelegram } from "./telegram-settings.ts";

export { ConfigError } from "./config-error.ts";

export interface Config {
	knowledgeDir: string;
	configDir: string;
	dataDir: string;
	logLevel: LogLevel;
	/** IANA name of the zone in which days are counted and told. */
	timeZone: string;
	/** Where relative paths on the command line start: the folder in which the command was typed. */
	typedIn: string;
	/** Platforms whose credentials are set. */
	platforms: readonly ("telegram" | "lark")[];
	telegram: TelegramSettings | null;
	lark: LarkSettings | null;
	/** Port 0 takes any free one. */
	http: { host: string; port: number };
	/** Null: the metrics stand beside the other routes. */
	metricsPort: number | null;
	/** Every secret that is set, for the log to black out. */
	secrets: readonly string[];
	bot: BotFile;
}

/**
 * Reads the environment (with `.env` in the working folder) and `config/bot.yml`. An empty variable counts as unset.
 * @throws ConfigError
 */
export function loadConfig(
	variables: NodeJS.ProcessEnv = processEnvironment(),
): Config {
	const env = readEnvironment(variables);
	const telegram = readTelegram(env);
	const lark = readLark(env);
	const platforms = [
		...(telegram ? (["telegram"] as const) : []),
		...(lark ? (["lark"] as const) : []),
	];
	return deepFreeze({
		knowledgeDir: env.KNOWLEDGE_DIR,
		configDir: env.CONFIG_DIR,
		dataDir: env.DATA_DIR,
		// On a terminal the log stands between the lines of the chat: only what went wrong is worth it there.
		logLevel: env.LOG_LEVEL ?? (platforms.length > 0 ? "info" : "warn"),
		timeZone: env.TZ_NAME,
		typedIn: env.INIT_CWD ?? process.cwd(),
		platforms,
		telegram,
		lark,
		http: { host: env.HTTP_HOST, port: env.HTTP_PORT },
		metricsPort: env.METRICS_PORT ?? null,
		secrets: [
			env.TELEGRAM_BOT_TOKEN,
			env.TELEGRAM_WEBHOOK_SECRET,
			env.LARK_APP_SECRET,
			env.LARK_VERIFICATION_TOKEN,
			env.LARK_ENCRYPT_KEY,
		].filter((secret) => secret !== undefined),
		bot: readBotFile(env.CONFIG_DIR),
	});
}

function processEnvironment(): NodeJS.ProcessEnv {
	dotenv.config({ quiet: true });
	return process.env;
}

function deepFreeze<T extends object>(value: T): T {
	for (const inner of Object.values(value))
		if (typeof inner === "object" && inner !== null) deepFreeze(inner);
	return Object.freeze(value);
}
