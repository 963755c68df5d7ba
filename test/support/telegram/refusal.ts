/** How the Bot API says no: https://core.telegram.org/bots/api#making-requests */

export interface RefusalParameters {
	retry_after?: number;
	migrate_to_chat_id?: number;
}

/** Thrown by a method; becomes `{ok: false, error_code, description, parameters}`. */
export class Refusal extends Error {
	readonly code: number;
	readonly description: string;
	readonly parameters: RefusalParameters | undefined;

	constructor(
		code: number,
		description: string,
		parameters?: RefusalParameters,
	) {
		super(`${code}: ${description}`);
		this.code = code;
		this.description = description;
		this.parameters = parameters;
	}
}

export function badRequest(
	why: string,
	parameters?: RefusalParameters,
): Refusal {
	return new Refusal(400, `Bad Request: ${why}`, parameters);
}

export function forbidden(why: string): Refusal {
	return new Refusal(403, `Forbidden: ${why}`);
}

export function conflict(why: string): Refusal {
	return new Refusal(409, `Conflict: ${why}`);
}
