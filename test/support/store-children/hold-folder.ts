/** A process that takes a data folder and keeps it: says "held" or why not, and ends with its stdin. */

import { lockFolder } from "../../../src/store/folder-lock.ts";

const [dir = ""] = process.argv.slice(2);
try {
	await lockFolder(dir);
	console.log("held");
	process.stdin.resume();
} catch (error) {
	console.log((error as Error).message);
	process.exit(1);
}
