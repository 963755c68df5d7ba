/** How the open platform says no: https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code */

/** Thrown by an operation; becomes `{code, msg}`, mostly with status 400. */
export class Refusal extends Error {
	readonly code: number;
	readonly msg: string;
	readonly status: number;
	readonly headers: Record<string, string>;

	constructor(
		code: number,
		msg: string,
		{
			status = 400,
			headers = {},
		}: { status?: number; headers?: Record<string, string> } = {},
	) {
		super(`${code}: ${msg}`);
		this.code = code;
		this.msg = msg;
		this.status = status;
		this.headers = headers;
	}
}

export function invalid(why: string): Refusal {
	return new Refusal(
		230001,
		`Your request contains an invalid request parameter, ext=${why}`,
	);
}

export function badCard(errCode: number, why: string): Refusal {
	return new Refusal(
		230099,
		`Failed to create card content, ext=ErrCode: ${errCode}; ErrMsg: ${why};`,
	);
}
