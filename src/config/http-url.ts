/** Addresses in settings: https, or http where the wire is one's own. */

import { isIPv4 } from "node:net";
import { z } from "zod";

/**
 * An address without a slash at its end. A name, a password, a query or a fragment would be lost or shown somewhere on the
 * way: refused.
 * @param mayBeHttp the hosts to which http is good enough.
 */
export function httpUrl(mayBeHttp: (host: string) => boolean) {
	return z.string().transform((text, context) => {
		const url = URL.canParse(text) ? new URL(text) : null;
		const isSafe =
			url?.protocol === "https:" ||
			(url?.protocol === "http:" && mayBeHttp(url.hostname));
		if (isSafe && !/[?#@\s]/.test(text)) return url.href.replace(/\/+$/, "");
		context.addIssue({ code: "custom", message: "not such an address" });
		return z.NEVER;
	});
}

export function isLoopback(host: string): boolean {
	return (
		host === "localhost" ||
		host === "[::1]" ||
		(isIPv4(host) && host.startsWith("127."))
	);
}

/** This machine, a private network (RFC 1918), or a bare name such as containers have among themselves. */
export function isNear(host: string): boolean {
	if (isIPv4(host))
		return /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(host);
	return isLoopback(host) || /^[a-z\d-]+$/i.test(host);
}
