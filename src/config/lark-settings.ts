/** How the bot reaches Lark or Feishu, and how it is told what happens there. */

import { ConfigError } from "./config-error.ts";
import type { Environment } from "./environment.ts";

export interface LarkSettings {
	appId: string;
	appSecret: string;
	/** An address without a slash at its end. */
	domain: string;
	mode: "websocket" | "webhook";
	/** Set in webhook mode, and only there. */
	webhook: {
		encryptKey: string;
		/** Checked besides where it is set. */
		verificationToken: string | null;
	} | null;
}

/** Null when there is no app. @throws ConfigError */
export function readLark(env: Environment): LarkSettings | null {
	const { LARK_APP_ID: appId, LARK_APP_SECRET: appSecret } = env;
	const isWebhook = env.LARK_MODE === "webhook";
	if (!appId || !appSecret) {
		if (appId || appSecret) {
			const [one, other] = appId
				? ["LARK_APP_ID", "LARK_APP_SECRET"]
				: ["LARK_APP_SECRET", "LARK_APP_ID"];
			throw new ConfigError(
				`设了 ${one} 却没有设 ${other}:飞书两样都要,请补上,或者都不设`,
			);
		}
		if (!isWebhook) return null;
		throw new ConfigError(
			"设了 LARK_MODE=webhook 却没有设 LARK_APP_ID 和 LARK_APP_SECRET:请补上,或者去掉 LARK_MODE",
		);
	}
	return {
		appId,
		appSecret,
		domain: env.LARK_DOMAIN,
		mode: env.LARK_MODE,
		webhook: isWebhook ? readWebhook(env) : null,
	};
}

function readWebhook({
	LARK_ENCRYPT_KEY: encryptKey,
	LARK_VERIFICATION_TOKEN: verificationToken,
}: Environment) {
	// Only with it does Lark sign what it sends; without, anyone who finds the address could speak in members' names.
	if (!encryptKey)
		throw new ConfigError(
			"LARK_MODE=webhook 需要 LARK_ENCRYPT_KEY:请在开发者后台的“事件与回调”、“加密策略”里设置 Encrypt Key,再填到这里;或者改用 LARK_MODE=websocket",
		);
	return { encryptKey, verificationToken: verificationToken ?? null };
}
