/** What somebody sent as a file: https://open.feishu.cn/document/server-docs/im-v1/message/get-2 */

import type { FetchedFile } from "../../chat/adapter.ts";
import type { Message } from "../../chat/incoming.ts";
import { reasonOf } from "./answer.ts";
import type { Api } from "./api.ts";

/** Lark gives out up to 100 MB; no page of a paper has as much. */
const MAX_BYTES = 20 * 1024 * 1024;

/** "Downloaded file size exceeds limit." */
const TOO_LARGE = 234037;

export function createFetchFile({
	api,
	timeoutMs,
}: {
	api: Api;
	timeoutMs: number;
}): (message: Message) => Promise<FetchedFile> {
	return async ({ messageId, file }) => {
		if (!file) return { problem: "failed", why: "no file" };
		const [message, key] = [messageId, file.id].map(encodeURIComponent);
		const answer = await api.download(
			{
				method: "GET",
				path: `/open-apis/im/v1/messages/${message}/resources/${key}`,
				query: { type: "file" },
			},
			{ timeoutMs, maxBytes: MAX_BYTES },
		);
		if (answer.is === "bytes") return { bytes: answer.bytes };
		const tooLarge =
			answer.is === "too large" ||
			(answer.is === "refusal" && answer.code === TOO_LARGE);
		if (answer.is === "too large" || tooLarge) return { problem: "too large" };
		return { problem: "failed", why: reasonOf(answer) };
	};
}
