/**
 * The frames on the socket, in protobuf, as the SDK reads and writes them. Its two numbers of 64 bits are small here and
 * stand on the wire like those of 32, which need no library for long numbers.
 */

import protobuf from "protobufjs";

const SCHEMA = `
	syntax = "proto2";
	message Header {
		required string key = 1;
		required string value = 2;
	}
	message Frame {
		required uint32 SeqID = 1;
		required uint32 LogID = 2;
		required int32 service = 3;
		required int32 method = 4;
		repeated Header headers = 5;
		optional string payloadEncoding = 6;
		optional string payloadType = 7;
		optional bytes payload = 8;
		optional string LogIDNew = 9;
	}
`;

const type = protobuf
	.parse(SCHEMA, { keepCase: true })
	.root.lookupType("Frame");

export interface Frame {
	/** 0 for control, 1 for data. */
	method: 0 | 1;
	service: number;
	headers: Record<string, string>;
	payload: Uint8Array;
}

export function encodeFrame(frame: Frame): Uint8Array {
	const headers = Object.entries(frame.headers).map(([key, value]) => ({
		key,
		value,
	}));
	return type.encode({ SeqID: 1, LogID: 1, ...frame, headers }).finish();
}

/** @throws Error for what is no frame */
export function decodeFrame(bytes: Uint8Array): Frame {
	const { method, service, headers, payload } = type.toObject(
		type.decode(bytes),
		{ arrays: true },
	) as Omit<Frame, "headers" | "payload"> & {
		headers: { key: string; value: string }[];
		payload?: Uint8Array;
	};
	return {
		method,
		service,
		headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])),
		payload: payload ?? new Uint8Array(),
	};
}
