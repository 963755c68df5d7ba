/** Whether a request comes from this very machine, and not through a proxy on it that speaks for the world. */

import type { IncomingMessage } from "node:http";

/** What proxies add of their own accord or are commonly told to add. */
const FORWARDING_HEADERS = [
	"forwarded",
	"via",
	"x-forwarded-for",
	"x-forwarded-host",
	"x-forwarded-proto",
	"x-real-ip",
	"x-client-ip",
	"true-client-ip",
	"cf-connecting-ip",
];

/**
 * A proxy that adds nothing is known by what it passes on: the name under which the world knows it (HAProxy), or HTTP/1.0,
 * which nginx has long spoken to what stands behind it, and which no collector of metrics speaks.
 */
export function isLocal(request: IncomingMessage): boolean {
	return (
		isLoopback(request.socket.remoteAddress ?? "") &&
		request.httpVersion !== "1.0" &&
		isLoopback(hostOf(request.headers.host ?? "")) &&
		FORWARDING_HEADERS.every((name) => request.headers[name] === undefined)
	);
}

function hostOf(host: string): string {
	return host.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
}

function isLoopback(address: string): boolean {
	// An IPv6 socket gives an IPv4 address with ::ffff: in front.
	return /^((::ffff:)?127(\.\d{1,3}){3}|::1|localhost)$/i.test(address);
}
