/** Starts a process of its own that uses the store. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export interface Child {
	process: ChildProcess;
	/** The whole lines that it wrote so far. */
	lines(): string[];
	/** Resolves when it has written so many lines, or ended. */
	wrote(lines: number): Promise<void>;
	/** Resolves when it has ended and all it wrote is there. */
	ended: Promise<void>;
	kill(): Promise<void>;
}

export function startChild(
	name: keyof typeof PROGRAMS,
	...args: string[]
): Child {
	const file = fileURLToPath(PROGRAMS[name]);
	const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
		stdio: ["pipe", "pipe", "inherit"],
	});
	onTestFinished(() => void child.kill("SIGKILL"));
	let written = "";
	let over = false;
	child.stdout.setEncoding("utf8").on("data", (text) => (written += text));
	const ended = once(child, "close").then(() => {
		over = true;
	});
	const lines = () => written.split("\n").slice(0, -1);
	return {
		process: child,
		lines,
		async wrote(count) {
			while (lines().length < count && !over)
				await Promise.race([once(child.stdout, "data"), ended]);
		},
		ended,
		async kill() {
			child.kill("SIGKILL");
			await ended;
		},
	};
}

const PROGRAMS = {
	"hold-folder": new URL("./store-children/hold-folder.ts", import.meta.url),
	"record-messages": new URL(
		"./store-children/record-messages.ts",
		import.meta.url,
	),
	"record-until-full": new URL(
		"./store-children/record-until-full.ts",
		import.meta.url,
	),
};
