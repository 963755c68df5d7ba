/** The bot as a process to which Lark posts its events. */

import { expect, onTestFinished, test } from "vitest";
import { botHome, onLark, startBotProcess } from "../support/bot-process.ts";
import type { PlatformEvent } from "../support/lark/deliveries.ts";
import { startFakeOpenPlatform } from "../support/lark/fake-open-platform.ts";
import { type Sealed, seal } from "../support/lark/seal.ts";
import { readReadiness } from "../support/ops-pages.ts";
import { tempFolder } from "../support/temp-folder.ts";

test("only Lark's own calls are heard, each once, and what was turned away is answered when it comes again", async () => {
	const api = await startFakeOpenPlatform();
	onTestFinished(() => api.close());
	const home = await botHome(await tempFolder(), onLark(api));
	const settings = {
		url: `http://127.0.0.1:${home.env.HTTP_PORT}/lark/webhook`,
		encryptKey: "an-encrypt-key-of-the-tests",
		verificationToken: "a-verification-token-of-the-tests",
	};
	const noToken = api.fail("token", { status: 503 }, Number.POSITIVE_INFINITY);
	const bot = startBotProcess(home, {
		LARK_MODE: "webhook",
		LARK_ENCRYPT_KEY: settings.encryptKey,
		LARK_VERIFICATION_TOKEN: settings.verificationToken,
	});
	onTestFinished(() => bot.kill());
	api.useWebhook(settings);
	// Whoever sets the address up in the console need not wait for the bot to be connected.
	await expect.poll(() => api.challenge(), { timeout: 30_000 }).toBe(undefined);
	const group = api.group();
	const person = api.person({ name: "阿梅" });
	const member = person.in(group);
	const question = member.says("@bot 夜班船几点开出?");
	const event = question.event as PlatformEvent;
	await api.until(() => event.deliveries[0]?.result === "refused");
	expect(event.deliveries).toMatchObject([{ ack: { code: 503 } }]);
	noToken.cancel();
	await expect
		.poll(() => readReadiness(home), { timeout: 20_000 })
		.toMatchObject({ status: 200 });
	await api.passTime(15_000);
	const answer = await group.bot.repliesTo(question, /十点/);
	const { toast } = await person.presses(answer, "有用").answered();
	expect(toast?.content).toBe("谢谢,记下了。");
	await api.until(() => answer.edits.length === 1);

	const post = async ({ headers, body }: Sealed) => {
		const response = await fetch(settings.url, {
			method: "POST",
			headers,
			body,
		});
		return response.status;
	};
	const anHourAgo = String(Math.floor(Date.now() / 1000) - 3600);
	const refused = [
		seal(forged(event, 1), settings, { signWith: "another-key" }),
		seal(forged(event, 2), settings, { unsigned: true }),
		seal(forged(event, 3), settings, { unsigned: true, plain: true }),
		seal(forged(event, 4), settings, { timestamp: anHourAgo }),
		seal(forged(event, 5, { token: "another-token" }), settings),
		seal(forged(event, 6, { app_id: "cli_0123456789abcdef" }), settings),
	];
	for (const sealed of refused) expect(await post(sealed)).toBe(401);
	const plain = seal(forged(event, 7), settings, { plain: true });
	expect(await post(plain)).toBe(400);
	const again = seal(event.body, settings);
	expect(await post(again)).toBe(200);
	expect(await post(again)).toBe(409);
	await group.bot.repliesTo(member.says("@bot 谢谢"), /不客气/);
	expect(group.bot.messages()).toHaveLength(2);
	for (const secret of [
		settings.encryptKey,
		settings.verificationToken,
		api.appSecret,
	])
		expect(bot.log()).not.toContain(secret);
	expect(await bot.stop()).toBe(0);
}, 90_000);

/** Another message of the same member's, which Lark never sent. */
function forged({ body }: PlatformEvent, n: number, header: object = {}) {
	const { message } = body.event as { message: object };
	return {
		...body,
		header: { ...body.header, event_id: `forged-${n}`, ...header },
		event: {
			...body.event,
			message: { ...message, message_id: `om_forged_${n}` },
		},
	};
}
