import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, onTestFinished, test } from "vitest";
import { createHttpInstance } from "../../../src/adapters/lark/http-instance.ts";

/** From about so many calls on the engine has compiled them, and keeps no more of each than it must. */
const WARM = 1000;

test("a time limit comes after thousands of calls, whatever the garbage collector takes", async () => {
	const server = createServer((request, response) => {
		if (request.url === "/hangs") return;
		response.setHeader("content-type", "application/json");
		response.end('{"code":0}');
	}).listen(0, "127.0.0.1");
	await new Promise((resolve) => server.once("listening", resolve));
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	const http = createHttpInstance(() => {});
	const call = (path: string, timeout: number) =>
		http.request({
			url: `http://127.0.0.1:${port}/${path}`,
			method: "POST",
			data: {},
			timeout,
		});
	for (let calls = 0; calls < WARM; calls++) await call("works", 10_000);
	setFlagsFromString("--expose-gc");
	const collect = setInterval(runInNewContext("gc"), 20);
	onTestFinished(() => clearInterval(collect));
	await expect(call("hangs", 500)).rejects.toMatchObject({
		name: "TimeoutError",
	});
}, 20_000);
