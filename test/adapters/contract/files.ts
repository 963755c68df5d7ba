/** What people send as files: heard by name, fetched byte for byte. */

import { describe, expect, test } from "vitest";
import type { Message } from "../../../src/chat/incoming.ts";
import type { Open } from "./adapter-contract.ts";

/** Neither UTF-8 nor anything else. */
const BYTES = Uint8Array.from({ length: 3000 }, (_, at) => (at * 7) % 256);

export function describeFiles(open: Open): void {
	async function sent(content: Uint8Array | string, name = "第12期.txt") {
		const stage = await open();
		const mei = stage.person("阿梅");
		await stage.connect();
		stage.direct(mei).sendsFile(mei, { name, content });
		await stage.deliverAll();
		const [message] = stage.received as Message[];
		if (!message) throw new Error("nothing came");
		return { stage, message };
	}

	describe("a file", () => {
		test("in a direct chat has its name, and its bytes are those that were sent", async () => {
			const { stage, message } = await sent(BYTES);
			expect(message).toMatchObject({
				addressed: "direct",
				text: "",
				file: { name: "第12期.txt" },
			});
			const fetched = await stage.adapter.fetchFile(message);
			expect("bytes" in fetched && [...fetched.bytes]).toEqual([...BYTES]);
		});

		test("that is empty has no bytes", async () => {
			const { stage, message } = await sent("");
			const fetched = await stage.adapter.fetchFile(message);
			expect("bytes" in fetched && fetched.bytes.length).toBe(0);
		});

		test("that looks like an answer of the platform is a file", async () => {
			const words = '{"ok":false,"code":1,"msg":"no"}';
			const { stage, message } = await sent(words, "a.json");
			const fetched = await stage.adapter.fetchFile(message);
			expect("bytes" in fetched && Buffer.from(fetched.bytes).toString()).toBe(
				words,
			);
		});

		test("of more than 20 MB is too large", async () => {
			const { stage, message } = await sent(
				new Uint8Array(20 * 1024 * 1024 + 1),
			);
			expect(await stage.adapter.fetchFile(message)).toEqual({
				problem: "too large",
			});
		});

		test.each(["502", "cuts"] as const)(
			"that the platform does not hand over (%s) is told so, without secrets; later it is there",
			async (fault) => {
				const { stage, message } = await sent(BYTES);
				stage.failFile(fault);
				const failed = await stage.adapter.fetchFile(message);
				expect(failed).toEqual({
					problem: "failed",
					why: expect.stringMatching(/./),
				});
				for (const secret of stage.secrets)
					expect(JSON.stringify(failed)).not.toContain(secret);
				expect(await stage.adapter.fetchFile(message)).toHaveProperty("bytes");
			},
		);

		test("that nobody sent is none", async () => {
			const { stage, message } = await sent(BYTES);
			const { file: _, ...without } = message;
			expect(await stage.adapter.fetchFile(without)).toMatchObject({
				problem: "failed",
			});
			const forged = { ...message, file: { id: "../../x?y=1", name: "" } };
			expect(await stage.adapter.fetchFile(forged)).toMatchObject({
				problem: "failed",
			});
		});
	});
}
