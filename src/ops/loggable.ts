/** What of a log line's fields may be written: errors without what they carry, no payloads, nothing under a secret's name. */

import { types } from "node:util";

/** Deeper, there are only the insides of libraries. */
const MAX_DEPTH = 6;
/** As many entries as a person reads of a list. */
const MAX_ENTRIES = 100;

/** Fields that hold secrets, also those that we do not know: `authorization`, `app_secret`, `tenantAccessToken` … */
const SECRET_FIELD =
	/(token|secret|password|authorization|cookie|encrypt_?key)$/i;

/** Fields that hold members' words: what was to be sent, or what came in. */
const PAYLOAD_FIELD = /^(payload|rawBody)$/;

/** The fields as plain data. Never throws: what cannot be read is marked as such. */
export function loggable(fields: object): Record<string, unknown> {
	return plainEntries(fields, MAX_DEPTH);
}

/** Anything as plain data, see {@link loggable}. */
export function loggableValue(value: unknown): unknown {
	return plain(value, MAX_DEPTH);
}

function plain(value: unknown, depth: number): unknown {
	if (typeof value === "bigint") return String(value);
	if (typeof value !== "object" || value === null) return value;
	if (isError(value)) return plainError(value, depth);
	// As JSON it would be a list of numbers in which no pattern finds a secret.
	if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
	if (depth <= 0) return "[deeper]";
	if (Array.isArray(value))
		return value.slice(0, MAX_ENTRIES).map((entry) => plain(entry, depth - 1));
	const toJSON = read(value, "toJSON");
	if (typeof toJSON !== "function") return plainEntries(value, depth);
	try {
		return plain(toJSON.call(value), depth - 1);
	} catch {
		return "[unreadable]";
	}
}

function plainEntries(object: object, depth: number): Record<string, unknown> {
	return Object.fromEntries(
		Object.keys(object)
			.slice(0, MAX_ENTRIES)
			.map((key) => {
				const value = read(object, key);
				if (typeof value === "boolean") return [key, value];
				if (value === null || value === undefined) return [key, value];
				if (PAYLOAD_FIELD.test(key)) return [key, "[dropped]"];
				if (SECRET_FIELD.test(key)) return [key, "[redacted]"];
				return [key, plain(value, depth - 1)];
			}),
	);
}

/** Type, message, code and stack, and the errors behind it; not the call or the answer that a library hangs on it. */
function plainError(error: object, depth: number): unknown {
	if (depth <= 0) return "[deeper]";
	const name = text(read(error, "name"));
	// Libraries seldom give their errors a name; what a class is called tells as much.
	const kind = read(error, "constructor");
	const type = typeof kind === "function" ? kind.name : undefined;
	const errors = read(error, "errors");
	const cause = read(error, "cause");
	const code = read(error, "code");
	return {
		type: name === undefined || name === "Error" ? type : name,
		message: text(read(error, "message")),
		...((typeof code === "string" || typeof code === "number") && { code }),
		stack: text(read(error, "stack")),
		...(isError(cause) && { cause: plain(cause, depth - 1) }),
		...(typeof cause === "string" && { cause }),
		...(Array.isArray(errors) && {
			errors: errors.filter(isError).map((one) => plain(one, depth - 1)),
		}),
	};
}

/** Also an error that came from elsewhere and has lost its class on the way. */
function isError(value: unknown): boolean {
	if (typeof value !== "object" || value === null) return false;
	return (
		types.isNativeError(value) ||
		value instanceof Error ||
		(typeof read(value, "message") === "string" &&
			typeof read(value, "stack") === "string")
	);
}

function text(value: unknown): string | undefined {
	return typeof value === "string" ? value : undefined;
}

/** A getter may throw. */
function read(object: object, key: string): unknown {
	try {
		return (object as Record<string, unknown>)[key];
	} catch {
		return "[unreadable]";
	}
}
