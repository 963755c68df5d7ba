/** A process that records one message after the other, and says the id of each once it is recorded. */

import { writeSync } from "node:fs";
import { openStore } from "../../../src/store/open-store.ts";
import { message, NOON, RETENTION } from "../store-samples.ts";

const [file = "", name = "", count = "Infinity"] = process.argv.slice(2);
const store = await openStore(file, { retention: RETENTION });
for (let n = 0; n < Number(count); n++) {
	await store.inbox.record(message(`${name}-${n}`), NOON);
	writeSync(1, `${name}-${n}\n`);
}
await store.close();
