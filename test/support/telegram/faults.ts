/** What can go wrong between a bot and Telegram, when a test says so. */

import type { RefusalParameters } from "./refusal.ts";

/**
 * - `reset`: the connection is cut, nothing was done; `hang`: no answer ever comes, nothing was done.
 * - `…-after-effect`: members see the message, but the bot never learns of it.
 * - `status`: what a proxy in front of Telegram answers; a page of HTML unless `body` says otherwise. Nothing was done.
 * - `error_code`: a refusal in Telegram's own form. Nothing was done.
 * - `delayMs`: done at once, answered late.
 */
export type Fault =
	| "reset"
	| "reset-after-effect"
	| "hang"
	| "hang-after-effect"
	| { status: number; body?: string | object }
	| { error_code: number; description: string; parameters?: RefusalParameters }
	| { delayMs: number };
