import { describeReceiving } from "./adapter-contract.ts";
import { openTelegram } from "./telegram-stage.ts";

describeReceiving("Telegram, by webhook", (options) =>
	openTelegram({ ...options, mode: "webhook" }),
);
