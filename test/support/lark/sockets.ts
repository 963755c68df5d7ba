/** The long connections: where to open one, pings, events and their acknowledgements, and what can go wrong. */

import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { isObject } from "./card.ts";
import type { Transport } from "./deliveries.ts";
import { decodeFrame, encodeFrame, type Frame } from "./frame.ts";
import type { Credentials } from "./other-operations.ts";
import type { Payload, WireEvent } from "./wire.ts";

export interface SocketOptions {
	/** In seconds, fractions too; what the platform tells its clients to keep to. */
	pingInterval?: number;
	reconnectInterval?: number;
	reconnectNonce?: number;
	/** -1 for without end. */
	reconnectCount?: number;
	/** Each event comes in so many frames. */
	splitInto?: number;
}

/** What a test does to the connections. */
export interface Sockets {
	/** Connections that work. */
	open(): number;
	/** How many were opened so far. */
	opened(): number;
	pings(): number;
	/** Half-open from now on, as after a router's loss of memory: they stay, but nothing comes through. */
	freeze(): void;
	cut(): void;
	/** Turns away so many attempts: at the discovery of the address, or at the handshake. */
	refuse(times: number, what?: "discovery" | "handshake"): void;
}

interface Connection {
	socket: WebSocket;
	/** Its client listens: until its first frame it may not. */
	ready: boolean;
	frozen: boolean;
}

const SERVICE = 1;

export function createSockets(
	{ appId, appSecret }: Credentials,
	options: SocketOptions,
	host: () => string,
	changed: () => void,
) {
	const config = {
		PingInterval: options.pingInterval ?? 1,
		ReconnectCount: options.reconnectCount ?? -1,
		ReconnectInterval: options.reconnectInterval ?? 0.1,
		ReconnectNonce: options.reconnectNonce ?? 0,
	};
	const server = new WebSocketServer({ noServer: true });
	const connections = new Set<Connection>();
	const tickets = new Set<string>();
	const awaited = new Map<string, (code: number, data: unknown) => void>();
	const refusals = { discovery: 0, handshake: 0 };
	let opened = 0;
	let pings = 0;

	const take = (connection: Connection, frame: Frame) => {
		const { type, message_id = "" } = frame.headers;
		if (frame.method === 0) {
			if (type !== "ping") return;
			pings++;
			const pong = {
				...frame,
				headers: { type: "pong" },
				payload: Buffer.from(JSON.stringify(config)),
			};
			connection.socket.send(encodeFrame(pong));
			return;
		}
		const answered = awaited.get(message_id);
		awaited.delete(message_id);
		if (answered) readAck(frame.payload, answered);
	};

	const accept = (socket: WebSocket) => {
		opened++;
		const connection = { socket, ready: false, frozen: false };
		connections.add(connection);
		socket.on("close", () => {
			connections.delete(connection);
			changed();
		});
		socket.on("error", () => {});
		socket.on("message", (bytes: Buffer) => {
			if (connection.frozen) return;
			connection.ready = true;
			take(connection, decodeFrame(bytes));
			changed();
		});
	};

	const transport: Transport = {
		by: "socket",
		deliver(event: WireEvent, answered) {
			const open = [...connections].filter(({ ready }) => ready);
			const chosen = open[Math.floor(Math.random() * open.length)];
			if (!chosen) return false;
			if (chosen.frozen) return true;
			const message_id = randomUUID();
			awaited.set(message_id, answered);
			for (const frame of framesOf(event, message_id, options.splitInto ?? 1))
				chosen.socket.send(encodeFrame(frame));
			return true;
		},
	};

	const working = () =>
		[...connections].filter(({ ready, frozen }) => ready && !frozen).length;
	const control: Sockets = {
		open: working,
		opened: () => opened,
		pings: () => pings,
		freeze() {
			for (const connection of connections) connection.frozen = true;
		},
		cut() {
			for (const { socket } of connections) socket.terminate();
		},
		refuse(times, what = "handshake") {
			refusals[what] = times;
		},
	};

	return {
		control,
		transport,
		/** https://github.com/larksuite/node-sdk reads these codes: all but 1000040343 are final. */
		endpoint(payload: Payload) {
			const refused = (code: number, msg: string) => ({ code, msg, data: {} });
			if (refusals.discovery > 0) {
				refusals.discovery--;
				return refused(1000040343, "internal error");
			}
			if (payload.AppID !== appId || payload.AppSecret !== appSecret)
				return refused(514, "app_id or app_secret is invalid");
			const ticket = randomUUID();
			tickets.add(ticket);
			return {
				code: 0,
				msg: "",
				data: {
					URL: `ws://${host()}/ws/v2?fpid=493&device_id=${ticket}&access_key=${ticket}&service_id=${SERVICE}`,
					ClientConfig: config,
				},
			};
		},
		upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
			const url = new URL(request.url ?? "/", "ws://127.0.0.1");
			const ticket = url.searchParams.get("access_key") ?? "";
			if (refusals.handshake > 0) {
				refusals.handshake--;
				turnAway(socket, "503 Service Unavailable");
			} else if (url.pathname !== "/ws/v2" || !tickets.has(ticket)) {
				turnAway(socket, "403 Forbidden");
			} else server.handleUpgrade(request, socket, head, accept);
		},
		close() {
			control.cut();
			server.close();
		},
	};
}

function framesOf(event: WireEvent, message_id: string, sum: number): Frame[] {
	const payload = Buffer.from(JSON.stringify(event));
	const size = Math.ceil(payload.length / sum);
	return Array.from({ length: sum }, (_, seq) => ({
		method: 1 as const,
		service: SERVICE,
		headers: {
			type: "event",
			message_id,
			sum: String(sum),
			seq: String(seq),
			trace_id: message_id,
		},
		payload: payload.subarray(seq * size, (seq + 1) * size),
	}));
}

/** `{"code": 200, "data": "…"}`, where `data` is JSON in base64. What cannot be read counts as no success. */
function readAck(
	payload: Uint8Array,
	answered: (code: number, data: unknown) => void,
): void {
	try {
		const ack: unknown = JSON.parse(Buffer.from(payload).toString());
		if (!isObject(ack)) throw new Error("the acknowledgement is no object");
		const data =
			typeof ack.data === "string"
				? JSON.parse(Buffer.from(ack.data, "base64").toString())
				: null;
		answered(Number(ack.code), data);
	} catch (error) {
		answered(0, String(error));
	}
}

function turnAway(socket: Duplex, status: string): void {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
}
