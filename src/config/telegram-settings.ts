/** How the bot reaches Telegram, and Telegram the bot. */

import { ConfigError } from "./config-error.ts";
import type { Environment } from "./environment.ts";

export interface TelegramSettings {
	token: string;
	/** Ends with a slash only behind a path, which telegraf would drop otherwise. */
	apiRoot: string;
	mode: "polling" | "webhook";
	/** Set in webhook mode, and only there. */
	webhook: {
		secret: string;
		/** Under which the world reaches this server; without a slash at its end. */
		publicUrl: string;
	} | null;
}

/** Null when there is no token. @throws ConfigError */
export function readTelegram(env: Environment): TelegramSettings | null {
	const isWebhook = env.TELEGRAM_MODE === "webhook";
	if (!env.TELEGRAM_BOT_TOKEN) {
		if (!isWebhook) return null;
		throw new ConfigError(
			"设了 TELEGRAM_MODE=webhook 却没有设 TELEGRAM_BOT_TOKEN:请补上,或者去掉 TELEGRAM_MODE",
		);
	}
	return {
		token: env.TELEGRAM_BOT_TOKEN,
		apiRoot: env.TELEGRAM_API_ROOT,
		mode: env.TELEGRAM_MODE,
		webhook: isWebhook ? readWebhook(env) : null,
	};
}

function readWebhook({
	TELEGRAM_WEBHOOK_SECRET: secret,
	PUBLIC_URL: publicUrl,
	TELEGRAM_API_ROOT: apiRoot,
}: Environment) {
	// Without it anyone who finds the address could speak in members' names.
	if (!secret)
		throw new ConfigError(
			"TELEGRAM_MODE=webhook 需要 TELEGRAM_WEBHOOK_SECRET:请设为一串随机字符,例如 openssl rand -hex 32 的结果",
		);
	if (!publicUrl)
		throw new ConfigError(
			"TELEGRAM_MODE=webhook 需要 PUBLIC_URL:请填 Telegram 能访问到的 https:// 地址,或者改用 TELEGRAM_MODE=polling",
		);
	if (new URL(apiRoot).hostname === "api.telegram.org") {
		const { port, protocol } = new URL(publicUrl);
		if (protocol !== "https:" || !WEBHOOK_PORTS.includes(port))
			throw new ConfigError(
				"PUBLIC_URL 不能给 Telegram 用:它只向 https:// 的 443、80、88、8443 端口推送,请改 PUBLIC_URL",
			);
	}
	return { secret, publicUrl };
}

/** https://core.telegram.org/bots/api#setwebhook; a local Bot API server calls any. Empty is 443. */
const WEBHOOK_PORTS = ["", "80", "88", "8443"];
