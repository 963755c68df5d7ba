/** A Lark/Feishu open platform that speaks the real protocol, with people and groups that tests direct. */

import { randomBytes } from "node:crypto";
import { createFaults, type PlannedFault } from "../planned-faults.ts";
import { createChanges } from "../waiting.ts";
import { type Call, createCalls, type Operation } from "./calls.ts";
import { createClock } from "./clock.ts";
import {
	createDeliveries,
	type DeliveryOptions,
	type PlatformEvent,
	type SendOptions,
} from "./deliveries.ts";
import type { Fault } from "./faults.ts";
import { createGroup, type Group, type GroupOptions } from "./group.ts";
import { startHttpServer } from "./http-server.ts";
import { createLimiter, type LimitOptions } from "./limits.ts";
import { messageOperations } from "./message-operations.ts";
import { createTokens, otherOperations } from "./other-operations.ts";
import { createPerson, type Person } from "./person.ts";
import { createSentLog, type SentMessage } from "./sent.ts";
import { createSockets, type SocketOptions, type Sockets } from "./sockets.ts";
import { createTranscript, hangsOn, type Stage } from "./stage.ts";
import {
	createWebhook,
	type Webhook,
	type WebhookSettings,
} from "./webhook.ts";
import type { Payload, WireEvent } from "./wire.ts";
import { createWorld } from "./world.ts";

export interface FakeOpenPlatformOptions {
	appId?: string;
	appSecret?: string;
	botName?: string;
	/** Milliseconds since 1970; `passTime` adds to it. */
	now?: () => number;
	/** False switches all limits off. */
	limits?: LimitOptions | false;
	/** The scope `im:message.group_at_msg`: in groups only what mentions the bot reaches it. */
	groupAtMsgOnly?: boolean;
	sockets?: SocketOptions;
	events?: DeliveryOptions;
	verificationToken?: string;
}

export interface FakeOpenPlatform {
	/** For `domain`. */
	readonly root: string;
	readonly appId: string;
	readonly appSecret: string;
	readonly botOpenId: string;
	readonly botName: string;
	close(): Promise<void>;

	person(who: { name: string }): Person;
	group(options?: GroupOptions): Group;

	/** Makes calls of the operation fail, `times` times, where `when` says so. */
	fail(
		operation: Operation,
		fault: Fault,
		times?: number,
		when?: (payload: Payload) => boolean,
	): PlannedFault;
	/** The token that holds now is refused from now on; a new one can be fetched. */
	expireToken(): void;
	readonly tokenFetches: number;
	readonly sockets: Sockets;
	/** Events are posted there from now on, and no longer sent through sockets; null for sockets again. */
	useWebhook(settings: WebhookSettings | null): void;
	/** Asks the webhook to prove itself, as when it is set up. @throws Error when it does not */
	challenge(): Promise<void>;

	/** Any other event. */
	emit(type: string, event: object, options?: SendOptions): PlatformEvent;
	/** All events so far, with their deliveries and acknowledgements. */
	readonly events: readonly PlatformEvent[];
	/** The same event once more, now, although it may have been acknowledged. */
	redeliver(event: PlatformEvent): void;
	/** Moves the platform's clock on: events that were not acknowledged come again, `uuid`s and cards grow old. */
	passTime(ms: number): Promise<void>;
	/** Resolves when the bot has acknowledged all events: its handlers have had them. */
	deliverAll(withinMs?: number): Promise<void>;
	/** Whether the bot can be reached. */
	listening(): boolean;
	waitingEvents(): number;

	/** What the bot said, in order. */
	readonly messages: readonly SentMessage[];
	/** Calls that showed nothing new, because their `uuid` was there before. */
	readonly doubles: number;
	/** Waits until so many messages match. */
	sent(
		match: RegExp | string | ((message: SentMessage) => boolean),
		options?: { count?: number; withinMs?: number },
	): Promise<SentMessage[]>;
	/** Waits for anything that calls, acknowledgements or connections bring about. */
	until<T>(
		check: () => T | null | undefined | false,
		options?: { withinMs?: number; what?: string },
	): Promise<T>;
	readonly calls: readonly Call[];
	callsOf(operation: Operation): Call[];
	/** Refusals that the bot earned itself, by code; none is what a good bot gets. */
	refusals(code?: number): Call[];
	refusalCount(code?: number): number;
	transcript(): string;
}

export async function startFakeOpenPlatform(
	options: FakeOpenPlatformOptions = {},
): Promise<FakeOpenPlatform> {
	const {
		// Each its own: the SDK keeps tokens by app id, for the whole process.
		appId = `cli_${randomBytes(8).toString("hex")}`,
		appSecret = "FakeSecretOfTheTests0123456789ab",
		botName = "工会小报",
		now: realNow = Date.now,
		limits = {},
		groupAtMsgOnly = false,
		events: eventOptions = {},
		verificationToken = "FakeVerificationToken",
	} = options;
	const clock = createClock(realNow);
	const { now } = clock;
	const world = createWorld({ appId, botName }, now);
	world.groupAtMsgOnly = groupAtMsgOnly;
	const sent = createSentLog(world);
	const changes = createChanges();
	const faults = createFaults<Fault>();
	const transcript = createTranscript(now);
	const limiter = createLimiter(limits, now);
	const tokens = createTokens({ appId, appSecret });
	const sockets = createSockets(
		{ appId, appSecret },
		options.sockets ?? {},
		() => server.host,
		changes.happened,
	);
	const deliveries = createDeliveries(
		eventOptions,
		clock,
		() => (webhook ?? sockets).transport,
		changes.happened,
	);
	let doubles = 0;
	let webhook: Webhook | null = null;

	const messages = messageOperations({
		world,
		sent,
		limiter,
		now,
		onDouble() {
			doubles++;
		},
		tell: (message, how) => stage.tell(message, how),
	});
	const others = otherOperations(world);
	const { calls, run } = createCalls({
		operations: {
			token: tokens.operation,
			endpoint: sockets.endpoint,
			info: others.info,
			send: (payload) => success(messages.send(payload)),
			reply: (payload) => success(messages.reply(payload)),
			patch: (payload) => success(messages.patch(payload)),
			chat: (payload) => success(others.chat(payload)),
			resource: others.resource,
		},
		guard(operation, authorization) {
			if (operation === "token" || operation === "endpoint") return;
			tokens.check(authorization);
			limiter.call();
		},
		faults,
		now,
		onEnd: changes.happened,
	});
	const server = await startHttpServer({ call: run, upgrade: sockets.upgrade });

	const emit = (type: string, event: object, how?: SendOptions) => {
		const body: WireEvent = {
			schema: "2.0",
			header: {
				event_id: world.newId("").slice(1),
				event_type: type,
				create_time: String(now()),
				token: webhook?.settings.verificationToken ?? verificationToken,
				app_id: appId,
				tenant_key: world.tenantKey,
			},
			event,
		};
		return deliveries.send(body, how);
	};
	const stage: Stage = {
		world,
		sent,
		changes,
		transcript,
		ackMs: eventOptions.ackMs ?? 3000,
		now,
		emit,
		tell(message, how = "") {
			const shown = sent.find(message.id);
			if (!shown) return;
			const buttons = shown.buttons
				.map(({ label }) => ` 「${label}」`)
				.join("");
			transcript.note(
				message.chat,
				`#${message.n} BOT${how}${hangsOn(message)}: ${shown.text}${buttons}`,
			);
		},
	};
	const listening = () => webhook !== null || sockets.control.open() > 0;
	const withTranscript = (what: string) =>
		`${what}\n--- so far ---\n${transcript.read()}`;
	const settled = async () => {
		await changes.until(
			deliveries.isSettled,
			stage.ackMs + 5000,
			() => "an event neither ends nor runs out",
		);
	};
	const earned = (code?: number) =>
		calls.filter(
			({ refusal, injected }) =>
				refusal !== null &&
				!injected &&
				(code === undefined || refusal.code === code),
		);

	return {
		root: `http://${server.host}`,
		appId,
		appSecret,
		botOpenId: world.bot.ids.open_id,
		botName,
		async close() {
			clock.stop();
			deliveries.stop();
			webhook?.stop();
			sockets.close();
			await server.close();
		},
		person: ({ name }) => createPerson(stage, world.newMember(name)),
		group: (groupOptions = {}) => createGroup(stage, groupOptions),
		fail: (operation, fault, times = 1, when = () => true) =>
			faults.plan(operation, fault, times, when),
		expireToken: tokens.expire,
		get tokenFetches() {
			return tokens.fetches();
		},
		sockets: sockets.control,
		useWebhook(settings) {
			webhook?.stop();
			webhook = settings && createWebhook(settings, stage.ackMs);
			changes.happened();
		},
		async challenge() {
			if (!webhook) throw new Error("no webhook is set");
			await webhook.challenge();
		},
		emit,
		events: deliveries.events,
		redeliver: deliveries.again,
		passTime: (ms) => clock.pass(ms, settled),
		async deliverAll(withinMs = 5000) {
			const waiting = () => deliveries.waiting().length;
			await changes.until(
				() => waiting() === 0,
				withinMs,
				() =>
					withTranscript(
						`${waiting()} events are not acknowledged, and the bot ${listening() ? "listens" : "does not listen"}`,
					),
			);
		},
		listening,
		waitingEvents: () => deliveries.waiting().length,
		messages: sent.messages,
		get doubles() {
			return doubles;
		},
		async sent(match, { count = 1, withinMs = 5000 } = {}) {
			const test =
				typeof match === "function"
					? match
					: ({ text }: SentMessage) =>
							typeof match === "string" ? text === match : match.test(text);
			return changes.until(
				() => {
					const found = sent.messages.filter(test);
					return found.length >= count ? found : null;
				},
				withinMs,
				() =>
					withTranscript(
						`of ${count} messages that match ${match} the bot sent ${sent.messages.filter(test).length}`,
					),
			);
		},
		until: (
			check,
			{ withinMs = 5000, what = "what the test waits for" } = {},
		) =>
			changes.until(check, withinMs, () =>
				withTranscript(`did not happen: ${what}`),
			),
		calls,
		callsOf: (operation) => calls.filter((one) => one.operation === operation),
		refusals: earned,
		refusalCount: (code) => earned(code).length,
		transcript: () => transcript.read(),
	};
}

function success(data: object) {
	return { code: 0, msg: "success", data };
}
