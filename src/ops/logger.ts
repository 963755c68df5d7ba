/** The log: one JSON object a line on stderr, so that stdout carries results and nothing else. */

import pino, { type Logger } from "pino";

export type { Logger };

export function createLogger(level: string): Logger {
	return pino({ level }, pino.destination({ dest: 2, sync: true }));
}
