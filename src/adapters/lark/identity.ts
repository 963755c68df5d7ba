/** Who the bot is: without its own open_id it cannot tell what in a group is said to it. */

import { z } from "zod";
import { reasonOf } from "./answer.ts";
import type { Api } from "./api.ts";
import type { BackOff, Sleep } from "./connection.ts";

export interface Identity {
	openId: string;
	name: string;
}

export interface IdentityParts {
	api: Api;
	sleep: Sleep;
	backOff: BackOff;
	timeoutMs: number;
	stop: AbortSignal;
	/** Called with each try. */
	onTry(identity: Identity | null, problem: string | null): void;
}

/** Asks until Lark tells it: https://open.feishu.cn/document/client-docs/bot-v3/obtain-bot-info */
export async function findIdentity(parts: IdentityParts): Promise<void> {
	const { api, sleep, backOff, timeoutMs, stop, onTry } = parts;
	while (!stop.aborted) {
		const answer = await api.call(
			{ method: "GET", path: "/open-apis/bot/v3/info" },
			{ timeoutMs, signal: stop },
		);
		if (stop.aborted) return;
		if (answer.is === "result") {
			const told = Info.safeParse(answer.result);
			if (told.success) {
				const { open_id: openId, app_name: name } = told.data.bot;
				return onTry({ openId, name }, null);
			}
			onTry(null, "bot/v3/info: no open_id in the answer");
		} else onTry(null, `bot/v3/info: ${reasonOf(answer)}`);
		await sleep(backOff.next(), stop);
	}
}

const Info = z.object({
	bot: z.object({
		open_id: z.string().min(1),
		app_name: z.string().catch(""),
	}),
});
