/** Keeps one person or group from taking the bot for themselves: so many messages a minute, then one polite notice. */

import type { Place } from "../chat/incoming.ts";

export interface GateLimits {
	personPerMinute: number;
	groupPerMinute: number;
}

/** `notice`: too many, and it is time to say so; `silent`: it was said already. */
export type Admission = "admitted" | "notice" | "silent";

export interface Gate {
	message(from: From): Admission;
	/** Buttons are pressed faster than questions are asked: three times as often is fine. */
	click(from: From): Admission;
}

export interface From {
	place: Place;
	direct: boolean;
	person: string;
	/** Said to the others: it takes nothing from what may be asked of the bot. */
	overheard?: boolean;
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

export function createGate(limits: GateLimits): Gate {
	const windows = new Map<string, Window>();

	function enter(key: string, limit: number, at: number): Admission {
		const window = windows.get(key) ?? { times: [], noticed: -Infinity };
		// Set anew, so that the map stays ordered by the last word.
		windows.delete(key);
		windows.set(key, window);
		if (windows.size > MAX_WINDOWS)
			windows.delete(windows.keys().next().value as string);
		window.times = window.times.filter((time) => time > at - MINUTE_MS);
		if (window.times.length < limit) {
			window.times.push(at);
			return "admitted";
		}
		if (window.noticed > at - MINUTE_MS) return "silent";
		window.noticed = at;
		return "notice";
	}

	return {
		message({ place, direct, person, overheard, at }) {
			const { platform, chat } = place;
			const how = overheard ? "overheard " : "";
			const ofPerson = `${how}person ${platform} ${person}`;
			const own = enter(ofPerson, limits.personPerMinute, at);
			if (own !== "admitted" || direct) return own;
			const ofGroup = `${how}group ${platform} ${chat}`;
			return enter(ofGroup, limits.groupPerMinute, at);
		},
		click({ place, person, at }) {
			const limit = limits.personPerMinute * CLICKS_PER_MESSAGE;
			return enter(`click ${place.platform} ${person}`, limit, at);
		},
	};
}

interface Window {
	/** When each admitted message of the last minute was said. */
	times: number[];
	noticed: number;
}
