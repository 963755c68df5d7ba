/** Encrypts and signs what is posted to a bot: https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case */

import { createCipheriv, createHash, randomBytes } from "node:crypto";

/** What can be made wrong, to see whether a bot notices. */
export interface SealOverrides {
	/** Seconds since 1970. */
	timestamp?: string;
	nonce?: string;
	/** Instead of the signature that belongs to the rest. */
	signature?: string;
	/** Another key for the signature than for the encryption. */
	signWith?: string;
	/** Sent instead of the body that was signed. */
	body?: string;
	/** Without the three headers. */
	unsigned?: boolean;
	/** Not encrypted, but signed. */
	plain?: boolean;
}

export interface Sealed {
	headers: Record<string, string>;
	body: string;
}

export function seal(
	event: object,
	{ encryptKey }: { encryptKey: string },
	overrides: SealOverrides = {},
): Sealed {
	const json = JSON.stringify(event);
	const body = overrides.plain
		? json
		: JSON.stringify({ encrypt: encrypt(json, encryptKey) });
	const timestamp =
		overrides.timestamp ?? String(Math.floor(Date.now() / 1000));
	const nonce = overrides.nonce ?? randomBytes(16).toString("hex");
	const signature =
		overrides.signature ??
		sha256(timestamp + nonce + (overrides.signWith ?? encryptKey) + body);
	return {
		headers: {
			"content-type": "application/json; charset=utf-8",
			...(overrides.unsigned
				? {}
				: {
						"X-Lark-Request-Timestamp": timestamp,
						"X-Lark-Request-Nonce": nonce,
						"X-Lark-Signature": signature,
					}),
		},
		body: overrides.body ?? body,
	};
}

function sha256(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}

function encrypt(text: string, encryptKey: string): string {
	const key = createHash("sha256").update(encryptKey).digest();
	const iv = randomBytes(16);
	const cipher = createCipheriv("aes-256-cbc", key, iv);
	return Buffer.concat([iv, cipher.update(text), cipher.final()]).toString(
		"base64",
	);
}
