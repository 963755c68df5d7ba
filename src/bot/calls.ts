/** People whom a message only calls to read along. */

/**
 * `@小李 哪里能体检`, `哪里能体检?@小李 @小王`: they are no part of the question, which the paper would be found not to
 * answer for want of the name. Beside a word that ties it to the rest a name is part of what is said.
 */
export function withoutCalls(text: string): string {
	return text.replace(IN_FRONT, "").replace(BEHIND, "");
}

const NAME = "@[^\\s@,，。.!！?？:：;；、]{1,40}";
const TIES = "[和跟与及同、是叫找的]";
const IN_FRONT = new RegExp(`^(?:\\s*${NAME}(?:[,，]\\s*|\\s+)(?!${TIES}))+`);
const BEHIND = new RegExp(`(?:(?<!${TIES}\\s*)\\s*${NAME})+\\s*$`);
