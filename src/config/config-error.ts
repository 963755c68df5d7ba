/** What is thrown when a setting is wrong. */

/** The message is one line for the operator: it names the variable or the file, and the fix. */
export class ConfigError extends Error {
	override readonly name = "ConfigError";
}
