/** Keeps the calls to one platform within its limits: tells when a call may be made, and counts those that are. */

import type { Limit } from "../chat/adapter.ts";
import { createWindow, heldMs, type Slot, type Window } from "./window.ts";

export interface Limiter {
	/**
	 * When the platform as a whole takes a call; in the past when it does so already. Calls are spread evenly over its windows:
	 * a burst would use one up, and an answer would wait for the rest of it (40 s of a minute, at 50 a second and 1000 a
	 * minute); and calls that leave together arrive in no order that can be counted on.
	 */
	freeAt(): number;
	/** When the chat takes a call. */
	chatFreeAt(chat: string, group: boolean): number;
	/** Counts a call that begins now. A chat has one at a time. */
	reserve(chat: string, group: boolean, now: number): Reservation;
	/**
	 * No call before that time, to the chat or, with null, to any. A platform that asks everyone to wait counts more than we
	 * do, because the network jumbles the calls or somebody else sends in our name: calls are spread wider from then on.
	 */
	pause(chat: string | null, until: number): void;
	pausedUntil(chat: string): number;
	/** How many chats are remembered. */
	size(): number;
}

export interface Reservation {
	/** The call has only now left: what kept the process busy meanwhile does not bring two calls closer together. */
	left(now: number): void;
	/**
	 * The call has ended. It may have arrived as late as now, so within its chat it counts from now; not at all when it
	 * surely never arrived.
	 */
	ended(now: number, arrived: boolean): void;
}

/** Timers fire late and commits take their time; so much may be made up for by closer calls, or the rate would sink. */
const CATCH_UP_MS = 200;
/** So much wider, each time that everyone is asked to wait … */
const WIDER = 0.1;
const WIDEST = 3;
/** … until so many calls later: the cause may have passed, and being asked again costs the more time. */
const WIDER_FOR_CALLS = 20_000;
/** Chats looked at whenever one is added, for whether they can be forgotten: more than are added. */
const LOOKS = 2;

export function createLimiter(limits: readonly Limit[]): Limiter {
	const limitsOf = (of: Limit["of"]) =>
		limits.filter((limit) => limit.of === of);
	const all = limitsOf("all").map(createWindow);
	const gapMs = Math.max(
		0,
		...limitsOf("all").map((limit) => heldMs(limit) / limit.count),
	);
	const longestMs = Math.max(0, ...limits.map(heldMs));
	const chats = new Map<string, ChatLimits>();
	let evenAt = 0;
	let width = 1;
	let lastCallAt = 0;
	let allPausedUntil = 0;

	function limitsOfChat(chat: string): ChatLimits {
		const known = chats.get(chat) ?? {
			chat: limitsOf("chat").map(createWindow),
			group: limitsOf("group").map(createWindow),
			pausedUntil: 0,
			silentAt: 0,
		};
		chats.set(chat, known);
		return known;
	}

	/** What can no longer hold a call back is forgotten, a few chats at a time in turn. */
	function forgetSilent(now: number): void {
		let looks = 0;
		for (const [chat, known] of chats) {
			if (looks++ === LOOKS) return;
			chats.delete(chat);
			if (known.silentAt > now) chats.set(chat, known);
		}
	}

	return {
		freeAt: () =>
			Math.max(allPausedUntil, evenAt, ...all.map((window) => window.freeAt())),
		chatFreeAt(chat, group) {
			const known = chats.get(chat);
			if (!known) return 0;
			return Math.max(
				known.pausedUntil,
				...windowsOf(known, group).map((window) => window.freeAt()),
			);
		},
		reserve(chat, group, now) {
			forgetSilent(now);
			const known = limitsOfChat(chat);
			known.silentAt = Number.POSITIVE_INFINITY;
			const slot: Slot = { at: now };
			const chatSlot: Slot = { at: now };
			const ofChat = windowsOf(known, group);
			for (const window of all) window.take(slot);
			for (const window of ofChat) window.take(chatSlot);
			evenAt = Math.max(evenAt, now - CATCH_UP_MS) + gapMs * width;
			width = Math.max(1, width - WIDER / WIDER_FOR_CALLS);
			lastCallAt = now;
			return {
				left(at) {
					slot.at = Math.max(slot.at, at);
				},
				ended(at, arrived) {
					chatSlot.at = at;
					known.silentAt = Math.max(known.pausedUntil, at + longestMs);
					if (arrived) return;
					evenAt -= gapMs * width;
					for (const window of all) window.giveBack(slot);
					for (const window of ofChat) window.giveBack(chatSlot);
				},
			};
		},
		pause(chat, until) {
			if (chat === null) {
				// Calls that were under way together are asked together: that is once.
				if (lastCallAt >= allPausedUntil)
					width = Math.min(width + WIDER, WIDEST);
				allPausedUntil = Math.max(allPausedUntil, until);
				return;
			}
			const known = limitsOfChat(chat);
			known.pausedUntil = Math.max(known.pausedUntil, until);
			known.silentAt = Math.max(known.silentAt, until);
		},
		pausedUntil: (chat) =>
			Math.max(allPausedUntil, chats.get(chat)?.pausedUntil ?? 0),
		size: () => chats.size,
	};
}

function windowsOf({ chat, group }: ChatLimits, isGroup: boolean): Window[] {
	return isGroup ? [...chat, ...group] : chat;
}

interface ChatLimits {
	chat: Window[];
	group: Window[];
	pausedUntil: number;
	/** From then on nothing here holds a call back. */
	silentAt: number;
}
