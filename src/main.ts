/** The bot's process: reads the settings, starts what they name, ends when told to. */

import { loadConfig } from "./app.ts";
import { redactor } from "./ops/logger.ts";
import { runBot, runConsoleChat } from "./run-bot.ts";

/**
 * How long stopping may take, in milliseconds. What hangs then (a platform, a folder that never answers) is left: all that
 * was received is recorded, and the next start goes on with it.
 */
const STOP_MS = 8_500;

let redact = (text: string) => text;
const stop = new AbortController();
// A repeated signal changes nothing: stopping is under way.
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
	process.on(signal, () => {
		stop.abort();
		setTimeout(() => process.exit(), STOP_MS).unref();
	});
// Whoever read the output has gone: nobody is left to talk to.
process.stdout.on("error", () => process.exit(0));

try {
	const config = loadConfig();
	redact = redactor(config.secrets);
	if (config.platforms.length > 0) await runBot(config, stop.signal);
	else
		await runConsoleChat(
			config,
			{ input: process.stdin, output: process.stdout },
			stop.signal,
		);
	process.exitCode = 0;
} catch (error) {
	console.error(redact(error instanceof Error ? error.message : String(error)));
	process.exitCode = 1;
}
// A terminal's open stdin would keep the process alive after the chat has ended.
process.stdin.destroy();
