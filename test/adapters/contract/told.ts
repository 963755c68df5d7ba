/** All that an operator may come to read, errors and what caused them included. */

import { inspect } from "node:util";

export function everythingOf(told: unknown): string {
	return inspect(told, {
		depth: 20,
		maxStringLength: null,
		maxArrayLength: null,
	});
}
