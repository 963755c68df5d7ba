/** Blacks secrets out of text, in whatever spelling they got into it. */

const REDACTED = "[redacted]";

/**
 * Shorter ones are left alone: blacking out every place where two or three characters stand together would make the log
 * unreadable, and they protect nothing.
 */
const MIN_SECRET_CHARS = 4;

/** A token's part behind the colon is the secret one, and is worth hiding where it stands alone. */
const MIN_HALF_CHARS = 16;

/** Characters in an address may be percent-encoded, once or (an address within an address) several times. */
const COLON = "(?::|%(?:25)*3[aA])";
const TOKEN_CHAR = "(?:[A-Za-z0-9_-]|%(?:25)*(?:2[dD]|5[fF]))";

/** Whatever looks like a bot's token, ours or not; in an address of the Bot API also shorter ones. */
const TOKENS = [
	`\\d{6,20}${COLON}${TOKEN_CHAR}{30,}`,
	`(?<=/(?:bot|user))\\d+${COLON}${TOKEN_CHAR}+`,
];

/** Gives the text without the secrets and without anything that looks like a bot's token. */
export function redactor(secrets: readonly string[]): (text: string) => string {
	const hidden = new RegExp(patterns(secrets, "\\\\*"), "g");
	return (text) => text.replace(hidden, REDACTED);
}

/** The same for a line of JSON, which stays JSON: an escape (`\n`, `\u0007`) is replaced as a whole or not at all. */
export function jsonRedactor(
	secrets: readonly string[],
): (line: string) => string {
	// A quote without a backslash is none of the text.
	const inText = patterns(secrets, "\\\\+");
	const hidden = new RegExp(`${inText}|(\\\\(?:u[0-9a-f]{4}|.))`, "g");
	return (line) =>
		line.replace(hidden, (_, escaped?: string) => escaped ?? REDACTED);
}

/** @param backslashes how many stand before a quote. */
function patterns(secrets: readonly string[], backslashes: string): string {
	const halves = secrets.flatMap((secret) => {
		const half = /^\d+:(.+)$/s.exec(secret)?.[1] ?? "";
		return half.length >= MIN_HALF_CHARS ? [half] : [];
	});
	// The longer first: where one secret holds another, no part of it is left.
	const known = [...secrets, ...halves]
		.filter((secret) => secret.length >= MIN_SECRET_CHARS)
		.sort((one, other) => other.length - one.length);
	return [
		...known.map((secret) => spellings(secret, backslashes)),
		...TOKENS,
	].join("|");
}

/** Each character as it is, percent-encoded, or escaped in JSON (within JSON). */
function spellings(secret: string, backslashes: string): string {
	return [...secret]
		.map((character) => {
			const bytes = [...Buffer.from(character)].map(
				(byte) => `%(?:25)*${anyCase(byte.toString(16).padStart(2, "0"))}`,
			);
			return `(?:${plain(character, backslashes)}|${bytes.join("")})`;
		})
		.join("");
}

function plain(character: string, backslashes: string): string {
	if (character === "\\") return "\\\\+";
	if (character === '"') return `${backslashes}"`;
	if (character === "/") return "\\\\*/";
	return character.replace(/[\^$.*+?()[\]{}|-]/, "\\$&");
}

function anyCase(hex: string): string {
	return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
