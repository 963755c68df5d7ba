import { describeReceiving } from "./adapter-contract.ts";
import { openLark } from "./lark-stage.ts";

describeReceiving("Lark, by webhook", (options) =>
	openLark({ ...options, mode: "webhook" }),
);
