import { describeAdapter } from "./adapter-contract.ts";
import { openTelegram } from "./telegram-stage.ts";

describeAdapter("Telegram, by polling", openTelegram);
