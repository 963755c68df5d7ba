import { describeAdapter } from "./adapter-contract.ts";
import { openLark } from "./lark-stage.ts";

describeAdapter("Lark, by WebSocket", openLark);
