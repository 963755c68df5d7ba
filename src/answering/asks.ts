/** Whether a message asks anything at all: for groups where the bot listens without being spoken to. */

import { readWriting } from "./writing.ts";

const ASKS =
	/\?|[吗嘛么呢][。!~]*$|什么|啥|谁|哪|几[个时点号天岁]|多[少久大长远]|怎|咋|如何|为何|是否|能否|有没有|是不是|能不能|可不可以|会不会|要不要/;

export function asksSomething(message: string): boolean {
	return ASKS.test(readWriting(message).folded);
}
