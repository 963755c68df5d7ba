/** What somebody sent as a file: https://core.telegram.org/bots/api#getfile */

import { z } from "zod";
import type { FetchedFile } from "../../chat/adapter.ts";
import type { Message } from "../../chat/incoming.ts";
import type { Api } from "./api.ts";
import { reasonOf } from "./connection.ts";

export function createFetchFile({
	api,
	timeoutMs,
}: {
	api: Api;
	timeoutMs: number;
}): (message: Message) => Promise<FetchedFile> {
	return async ({ file }) => {
		if (!file) return { problem: "failed", why: "no file" };
		const answer = await api.call(
			"getFile",
			{ file_id: file.id },
			{ timeoutMs },
		);
		if (answer.is === "refusal" && /too big/i.test(answer.description))
			return { problem: "too large" };
		if (answer.is !== "result")
			return { problem: "failed", why: reasonOf(answer) };
		const found = File.safeParse(answer.result);
		if (!found.success) return { problem: "failed", why: "no file_path" };
		return api.download(found.data.file_path, { timeoutMs });
	};
}

const File = z.object({ file_path: z.string().min(1) });
