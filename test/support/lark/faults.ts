/** What can go wrong between a bot and the open platform, when a test says so. */

/**
 * - `reset`: the connection is cut, nothing was done; `hang`: no answer ever comes, nothing was done.
 * - `…-after-effect`: members see the message, but the bot never learns of it.
 * - `status`: what a proxy in front of the platform answers; a page of HTML unless `body` says otherwise. Nothing was
 *   done, unless `afterEffect`.
 * - `code`: a refusal in the platform's own form, with status 400 unless `status` says otherwise. Nothing was done.
 * - `delayMs`: done at once, answered late.
 */
export type Fault =
	| "reset"
	| "reset-after-effect"
	| "hang"
	| "hang-after-effect"
	| {
			status: number;
			body?: string | object;
			headers?: Record<string, string>;
			afterEffect?: boolean;
	  }
	| {
			code: number;
			msg: string;
			status?: number;
			headers?: Record<string, string>;
	  }
	| { delayMs: number };

export function takesEffect(fault: Fault | null): boolean {
	if (fault === null) return true;
	if (typeof fault === "string") return fault.endsWith("-after-effect");
	if ("delayMs" in fault) return true;
	return "afterEffect" in fault && fault.afterEffect === true;
}
