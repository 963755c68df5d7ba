/** What is wrong with a file that someone wants to bring in. */

export type InputErrorCode =
	| "empty"
	| "binary"
	| "encoding"
	| "too_large"
	| "no_article"
	| "unknown_type"
	| "conflict"
	/** The page is there already, with other words. */
	| "replaces";

/** A file that cannot be read as a page. The message is one line for staff and says what to do next. */
export class InputError extends Error {
	override readonly name = "InputError";
	constructor(
		readonly code: InputErrorCode,
		message: string,
		options?: ErrorOptions,
	) {
		super(message, options);
	}
}
