/** Keeps one person or group from taking the bot for themselves: so many messages a minute, then one polite notice. */

import type { Place } from "../chat/incoming.ts";

export interface GateLimits {
	personPerMinute: number;
	/** A platform may allow a group less than the settings do. */
	groupPerMinute(platform: string): number;
}

/** `person` or `group`: too many from there, and it is time to say so; `silent`: it was said already. */
export type Admission = "admitted" | "person" | "group" | "silent";

export interface Gate {
	message(from: From & { overheard: boolean }): Admission;
	/** Buttons are pressed faster than questions are asked: three times as often is fine. */
	click(from: From & { quiet: boolean }): Admission;
}

export interface From {
	/** The platform's own id: what is handled anew after a failure is not counted anew. */
	id: string;
	place: Place;
	direct: boolean;
	person: string;
	/**
	 * When it was said, in milliseconds since 1970. Not when it is handled: after an hour without a connection a group's
	 * hour of questions comes at once.
	 */
	at: number;
}

const MINUTE_MS = 60_000;
const CLICKS_PER_MESSAGE = 3;
/** More people and groups in a minute than one bot serves; the longest silent are forgotten first. */
const MAX_WINDOWS = 20_000;
/** More than are being tried again at any time. */
const MAX_DECIDED = 1000;

export function createGate(limits: GateLimits): Gate {
	const windows = new Map<string, Window>();
	const decided = new Map<string, Admission>();

	function enter(
		of: "person" | "group",
		key: string,
		limit: number,
		at: number,
	): Admission {
		const window = windows.get(key) ?? { times: [], noticed: -Infinity };
		remember(windows, key, window, MAX_WINDOWS);
		// Both ways, because clocks are put back.
		const isRecent = (time: number) => Math.abs(at - time) < MINUTE_MS;
		window.times = window.times.filter(isRecent);
		if (window.times.length < limit) {
			window.times.push(at);
			return "admitted";
		}
		if (isRecent(window.noticed)) return "silent";
		window.noticed = at;
		return of;
	}

	function once({ id, place }: From, decide: () => Admission): Admission {
		const key = `${place.platform} ${id}`;
		const admission = decided.get(key) ?? decide();
		remember(decided, key, admission, MAX_DECIDED);
		return admission;
	}

	function enterGroup({ place, at }: From, how: string): Admission {
		const { platform, chat } = place;
		const limit = limits.groupPerMinute(platform);
		return enter("group", `${how} group ${platform} ${chat}`, limit, at);
	}

	return {
		message: (from) =>
			once(from, () => {
				const { place, person, at, direct, overheard } = from;
				// What is said to the others takes nothing from what may be asked of the bot.
				const how = overheard ? "overheard" : "told";
				const key = `${how} person ${place.platform} ${person}`;
				const own = enter("person", key, limits.personPerMinute, at);
				return own !== "admitted" || direct ? own : enterGroup(from, how);
			}),
		click: (from) =>
			once(from, () => {
				const { place, person, at, direct, quiet } = from;
				const limit = limits.personPerMinute * CLICKS_PER_MESSAGE;
				const key = `click person ${place.platform} ${person}`;
				const own = enter("person", key, limit, at);
				// What changes a message counts with the platform like a message.
				return own !== "admitted" || direct || quiet
					? own
					: enterGroup(from, "told");
			}),
	};
}

interface Window {
	/** When each admitted message of the last minute was said. */
	times: number[];
	noticed: number;
}

/** Set anew, so that the map stays ordered by the last word, and its first is the longest silent. */
function remember<V>(
	map: Map<string, V>,
	key: string,
	value: V,
	max: number,
): void {
	map.delete(key);
	map.set(key, value);
	if (map.size > max) map.delete(map.keys().next().value as string);
}
