/**
 * Brings events to the bot, and brings those again that it did not acknowledge:
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/subscription-event-case
 */

import type { Clock } from "./clock.ts";
import type { WireEvent } from "./wire.ts";

/** One event, with all that became of it. */
export interface PlatformEvent {
	/** The same in each delivery. */
	readonly id: string;
	readonly type: string;
	readonly body: WireEvent;
	readonly deliveries: readonly Delivery[];
	/** Whether the bot took it, in any of its deliveries. */
	acknowledged(): boolean;
}

export interface Delivery {
	/** By the platform's clock. */
	at: number;
	by: "socket" | "webhook" | "nobody";
	/** `refused` stands for any acknowledgement but a good one. */
	result: "pending" | "acknowledged" | "refused" | "unanswered";
	/** An acknowledgement that comes too late is written down, too. */
	ack: Ack | null;
}

export interface Ack {
	/** 200 for a good one: of the frame, or the status of the webhook's answer. */
	code: number;
	/** What the handler answered; null for nothing. */
	data: unknown;
	afterMs: number;
	late: boolean;
}

export interface Transport {
	by: "socket" | "webhook";
	/** False when nobody listens. `answered` is called at most once. */
	deliver(
		event: WireEvent,
		answered: (code: number, data: unknown) => void,
	): boolean;
}

export interface SendOptions {
	/** The callback of a card comes once, whatever becomes of it. */
	once?: boolean;
	/** What the bot answered in time, with a good acknowledgement. */
	onAnswer?: (data: unknown) => void;
}

export interface DeliveryOptions {
	/** How long an acknowledgement may take, in real time. */
	ackMs?: number;
	/** When an event comes again after each failure, by the platform's clock. */
	againAfterMs?: readonly number[];
}

/** "15 秒、5 分钟、1 小时、6 小时" */
const AGAIN_AFTER_MS = [15_000, 300_000, 3_600_000, 21_600_000];

export function createDeliveries(
	{ ackMs = 3000, againAfterMs = AGAIN_AFTER_MS }: DeliveryOptions,
	clock: Clock,
	transport: () => Transport,
	/** A delivery came to an end. */
	changed: () => void,
) {
	const events: Entry[] = [];
	/** One for each delivery whose end is awaited. */
	const timers = new Set<NodeJS.Timeout>();

	const deliver = (entry: Entry, comesAgain: boolean) => {
		const { by, deliver: hand } = transport();
		const delivery: Delivery = {
			at: clock.now(),
			by,
			result: "pending",
			ack: null,
		};
		entry.deliveries.push(delivery);
		const startedAt = performance.now();
		const end = (result: Exclude<Delivery["result"], "pending">) => {
			clearTimeout(timer);
			timers.delete(timer);
			delivery.result = result;
			const waitMs = againAfterMs[entry.failures];
			if (result !== "acknowledged" && comesAgain) {
				entry.failures++;
				if (waitMs !== undefined)
					clock.after(waitMs, () => deliver(entry, true));
			}
			changed();
		};
		const timer = setTimeout(() => end("unanswered"), ackMs);
		timers.add(timer);
		const somebody = hand(entry.body, (code, data) => {
			const late = delivery.result !== "pending";
			const afterMs = performance.now() - startedAt;
			delivery.ack = { code, data, afterMs, late };
			if (late) return;
			if (code === 200) entry.onAnswer(data);
			end(code === 200 ? "acknowledged" : "refused");
		});
		if (somebody) return;
		delivery.by = "nobody";
		end("unanswered");
	};

	const isPending = ({ deliveries }: Entry) =>
		deliveries.some(({ result }) => result === "pending");

	return {
		events: events as readonly PlatformEvent[],
		send(
			body: WireEvent,
			{ once = false, onAnswer = () => {} }: SendOptions = {},
		): PlatformEvent {
			const { event_id, event_type } = body.header;
			const entry: Entry = {
				id: event_id,
				type: event_type,
				body,
				deliveries: [],
				failures: 0,
				once,
				onAnswer,
				acknowledged: () =>
					entry.deliveries.some(({ result }) => result === "acknowledged"),
			};
			events.push(entry);
			deliver(entry, !once);
			return entry;
		},
		/** Once more, now, although it may have been acknowledged long ago. */
		again(event: PlatformEvent) {
			const entry = events.find((one) => one === event);
			if (!entry) throw new Error("the event is not one of this platform's");
			deliver(entry, false);
		},
		/** No acknowledgement is awaited at the moment. */
		isSettled: () => timers.size === 0,
		/** Events that the bot has not taken yet, but still may. */
		waiting: () =>
			events.filter(
				(entry) =>
					isPending(entry) ||
					(!entry.once &&
						!entry.acknowledged() &&
						entry.failures <= againAfterMs.length),
			),
		stop() {
			for (const timer of timers) clearTimeout(timer);
		},
	};
}

interface Entry extends PlatformEvent {
	deliveries: Delivery[];
	/** Deliveries that came to nothing, of those that come again by themselves. */
	failures: number;
	once: boolean;
	onAnswer(data: unknown): void;
}
