/** The pages that the bot's process shows to operators. */

import type { Readiness } from "../../src/ops/health.ts";
import type { BotHome } from "./bot-process.ts";

export async function readPage({ env }: BotHome, route: string) {
	const response = await fetch(`http://127.0.0.1:${env.HTTP_PORT}${route}`);
	return { status: response.status, text: await response.text() };
}

/** What /readyz tells, with its status. */
export async function readReadiness(
	home: BotHome,
): Promise<Readiness & { status: number }> {
	const { status, text } = await readPage(home, "/readyz");
	return { ...(JSON.parse(text) as Readiness), status };
}
