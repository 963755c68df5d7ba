/** The bot as what it is in use, a process of its own, connected to the platforms of the tests. */

import { cp } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { ingestFiles } from "../../src/app.ts";
import type { FakeOpenPlatform } from "./lark/fake-open-platform.ts";
import { FRONT_PAGE, INSIDE_PAGE } from "./pages.ts";
import { type Running, startBot } from "./run-command.ts";
import type { FakeBotApi } from "./telegram/fake-bot-api.ts";
import { writeTree } from "./write-tree.ts";

export interface BotHome {
	/** Holds `knowledge`, `data`, `config`. */
	folder: string;
	env: NodeJS.ProcessEnv;
}

/** A folder of its own for a bot: two pages of a paper, settings, no state yet. */
export async function botHome(
	folder: string,
	platforms: NodeJS.ProcessEnv,
): Promise<BotHome> {
	const at = (name: string) => path.join(folder, name);
	await writeTree(folder, { "1.txt": FRONT_PAGE, "3.txt": INSIDE_PAGE });
	await ingestFiles({
		files: [at("1.txt"), at("3.txt")],
		knowledgeDir: at("knowledge"),
		draft: false,
		force: false,
		dryRun: false,
	});
	const config = path.join(import.meta.dirname, "..", "..", "config");
	await cp(config, at("config"), { recursive: true });
	return {
		folder,
		env: {
			KNOWLEDGE_DIR: at("knowledge"),
			CONFIG_DIR: at("config"),
			DATA_DIR: at("data"),
			...platforms,
			HTTP_PORT: String(await freePort()),
			LOG_LEVEL: "info",
		},
	};
}

export function onTelegram({
	root,
	token,
}: Pick<FakeBotApi, "root" | "token">): NodeJS.ProcessEnv {
	return { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: root };
}

export function onLark({
	root,
	appId,
	appSecret,
}: Pick<FakeOpenPlatform, "root" | "appId" | "appSecret">): NodeJS.ProcessEnv {
	return { LARK_APP_ID: appId, LARK_APP_SECRET: appSecret, LARK_DOMAIN: root };
}

export interface BotProcess extends Running {
	/** What it has logged so far. */
	log(): string;
	/** Ends it on the spot, as a crash does. */
	kill(): Promise<void>;
	/** Ends it as an operator does; its exit code. */
	stop(): Promise<number | null>;
}

export function startBotProcess(
	{ env }: BotHome,
	more: NodeJS.ProcessEnv = {},
): BotProcess {
	const running = startBot({ env: { ...env, ...more }, input: null });
	let log = "";
	running.process.stderr?.on("data", (text) => {
		log += text;
	});
	return {
		...running,
		log: () => log,
		async kill() {
			running.process.kill("SIGKILL");
			await running.ended;
		},
		async stop() {
			running.process.kill("SIGTERM");
			return (await running.ended).code;
		},
	};
}

/** A port that nobody listens on at the moment. */
function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.on("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() =>
				typeof address === "object" && address
					? resolve(address.port)
					: reject(new Error("no port")),
			);
		});
	});
}
