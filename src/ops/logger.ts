/** The log: one JSON object a line on stderr, so that stdout carries results and nothing else. No line holds a secret. */

import pino, { type Logger } from "pino";
import { loggable, loggableValue } from "./loggable.ts";
import { jsonRedactor } from "./redactor.ts";

export { redactor } from "./redactor.ts";
export type { Logger };

/** @param secrets are blacked out wherever they stand: in messages, fields, errors, stacks and addresses. */
export function createLogger(
	level: string,
	secrets: readonly string[] = [],
): Logger {
	return pino(
		{
			level,
			formatters: { log: loggable },
			// Instead of pino's own, which writes all that hangs on an error; fields that were formatted pass as they are.
			serializers: {
				err: (error: unknown) =>
					error instanceof Error ? loggableValue(error) : error,
			},
			hooks: { streamWrite: jsonRedactor(secrets) },
		},
		// Synchronous: what was logged is out, however the process ends.
		pino.destination({ dest: 2, sync: true }),
	);
}
