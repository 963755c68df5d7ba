/** A process that may write only small files: records until that fails, tells why, and whether it can still read. */

import { execFileSync } from "node:child_process";
import { writeSync } from "node:fs";
import { openStore } from "../../../src/store/open-store.ts";
import { message, NOON, RETENTION } from "../store-samples.ts";

const LIMIT_BYTES = 1_000_000;

const [file = ""] = process.argv.slice(2);
const store = await openStore(file, { retention: RETENTION });
const limit = `--fsize=${LIMIT_BYTES}`;
execFileSync("prlimit", ["--pid", `${process.pid}`, limit]);
// The kernel's warning would end the process.
process.on("SIGXFSZ", () => {});
const codes: string[] = [];
for (let n = 0; codes.length === 0; n++)
	try {
		await store.inbox.record(message(`${n}`), NOON);
		writeSync(1, `${n}\n`);
	} catch (error) {
		codes.push((error as { code: string }).code);
	}
await store
	.transaction(async (tables) => {
		await tables.inbox.record(message("a"), NOON);
		await tables.inbox.record(message("b"), NOON);
	})
	.catch((error) => codes.push(error.code));
const { inbox } = await store.depths();
writeSync(
	1,
	`${codes[0]} ${codes.length === 2 ? "twice" : "once"}, and ${inbox > 0 ? "reads on" : "reads no more"}\n`,
);
process.exit();
