/**
 * `npm run bench`: time and memory of the index on generated papers, against MiniSearch with plain character pairs; then
 * the whole way of a question through a chat, and a push to thousands. `npm run bench -- index`, `-- chats` or `-- push`
 * measures one of them.
 */

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { benchChats } from "./chats.ts";
import type { EngineName } from "./engines.ts";
import type { Figures } from "./measure-one.ts";
import { benchPushes } from "./pushes.ts";

const SIZES = [1_000, 10_000];

/** Enough for the plain index of the largest size while it is written out. */
const HEAP_MB = 8192;

const [only] = process.argv.slice(2);
if (only === undefined || only === "index") await benchIndex();
if (only === undefined || only === "chats") await benchChats();
if (only === undefined || only === "push") await benchPushes();

async function benchIndex(): Promise<void> {
	for (const size of SIZES) {
		const plain = await measured("plain", size);
		const ours = await measured("ours", size);
		console.log(
			`\n${size.toLocaleString("en")} articles of about 1,200 characters`,
		);
		console.log(row("", "plain", "ours", "ours / plain"));
		for (const name of Object.keys(plain) as (keyof Figures)[]) {
			const ratio = (ours[name] / plain[name]).toFixed(2);
			console.log(row(name, short(plain[name]), short(ours[name]), ratio));
		}
	}
}

async function measured(engine: EngineName, size: number): Promise<Figures> {
	const script = fileURLToPath(new URL("./measure-one.ts", import.meta.url));
	const child = fork(script, [engine, String(size)], {
		execArgv: [
			"--expose-gc",
			"--import",
			"tsx",
			`--max-old-space-size=${HEAP_MB}`,
		],
	});
	const failed = once(child, "exit").then(([code]) => {
		throw new Error(`measuring ${engine} at ${size} ended with code ${code}`);
	});
	const [figures] = await Promise.race([once(child, "message"), failed]);
	failed.catch(() => {}); // the exit after the message is the expected one
	return figures as Figures;
}

function row(...cells: string[]): string {
	return cells.map((cell) => cell.padStart(14)).join("");
}

function short(value: number): string {
	return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
