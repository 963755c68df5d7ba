/** What the bot says in its own words: the schema of `config/wording.yml`, and how a line of it is filled. */

import { z } from "zod";
import type { ToTraditional } from "./traditional.ts";

const Line = z.string().min(1);

const ArticleKind = z.enum(["news", "policy", "event", "notice", "qa"]);
const OutboxEndName = z.enum([
	"sent",
	"refused",
	"gone",
	"unknown",
	"given_up",
	"cancelled",
	"nothing",
	"waiting",
	"superseded",
]);

/** A line that must keep these placeholders: without them the reply would lack its point. */
const lineWith = (...names: string[]) =>
	Line.refine((line) => names.every((name) => line.includes(`{${name}}`)), {
		message: `must keep ${names.map((name) => `{${name}}`).join(", ")}`,
	});

const DeskWording = z.strictObject({
	received: lineWith("name", "issue"),
	received_again: lineWith("name", "issue"),
	draft: Line,
	published: Line,
	withdrawn: Line,
	heading: lineWith("count"),
	line: lineWith("number", "title"),
	kinds: z.record(ArticleKind, Line),
	damaged: Line,
	taken_back: Line,
	has_brief: Line,
	doubts: Line,
	more_doubts: lineWith("count"),
	torn: lineWith("first", "rest"),
	how: Line,
	next: Line,
	none: Line,
	no_such_issue: lineWith("issue"),
	issues_heading: Line,
	issues_line: lineWith("issue"),
	issues_hint: Line,
	changed: Line,
	no_such_article: lineWith("number"),
	unclear: Line,
	no_change: Line,
	too_long: lineWith("most"),
	is_published: Line,
	which_issue: Line,
	page_differs: lineWith("name"),
	send_again: Line,
	words_missing: lineWith("words"),
	words_many: lineWith("words", "count"),
	busy: Line,
	problem: lineWith("why"),
	download_failed: lineWith("name"),
	too_large: lineWith("name"),
	file_no: Line,
	preview: lineWith("issue"),
	preview_more: lineWith("count"),
	/** How the same summary looks on another platform, by platform. */
	looks_on: z.record(z.string(), Line),
	audience_none: Line,
	audience: lineWith("count", "platforms"),
	audience_by_wants: lineWith("count", "platforms"),
	audience_line: lineWith("wants", "count"),
	audience_all: Line,
	audience_nothing: lineWith("count"),
	audience_quiet: lineWith("count"),
	audience_served: lineWith("count"),
	/** By name. */
	platforms: z.record(z.string(), Line),
	will_publish: Line,
	scheduled: lineWith("time"),
	button_try: Line,
	button_push: Line,
	button_confirm: Line,
	button_cancel: Line,
	button_stop: Line,
	button_retry: Line,
	ask_confirm: lineWith("issue", "audience"),
	tried: Line,
	second: lineWith("issue"),
	waiting_second: Line,
	waiting_second_none: Line,
	not_same_person: Line,
	outdated: Line,
	changed_since: lineWith("issue"),
	cancelled: Line,
	cancelled_public: Line,
	press_buttons: Line,
	hour_passed: lineWith("time"),
	stopping: Line,
	approved: lineWith("issue"),
	approved_later: lineWith("issue", "time"),
	nothing_to_push: lineWith("issue"),
	under_way: lineWith("issue"),
	too_late: lineWith("time"),
	still_waiting: lineWith("issue"),
	was_withdrawn: lineWith("issue"),
	nothing_to_cancel: Line,
	which_to_cancel: Line,
	cancel_this: Line,
	held_back: lineWith("count"),
	inform_waiting: lineWith("count"),
	second_notice: lineWith("issue"),
	progress: lineWith("issue", "done", "all"),
	done: lineWith("issue"),
	ends: z.record(OutboxEndName, Line),
	end_line: lineWith("end", "count"),
	failures: Line,
	failure_line: lineWith("title"),
	more_failures: lineWith("count"),
	no_push: Line,
	nothing_failed: Line,
	retrying: lineWith("count"),
	withdraw_ask: lineWith("issue", "count"),
	button_withdraw: Line,
	withdrawing: Line,
	withdraw_done: lineWith("issue"),
	nothing_sent: lineWith("issue"),
	took_back: lineWith("titles"),
	corrected: lineWith("from", "to"),
	informed: lineWith("count"),
	notice_done: Line,
});

export const Wording = z.strictObject({
	/** The way to a human where the paper is silent; a clause without its full stop. */
	human: Line,
	/** For subjects on the operator's list. */
	sensitive: Line,
	answer: z.strictObject({
		source: lineWith("source"),
		approved: lineWith("source"),
		dated: lineWith("word", "date"),
		undated: lineWith("word"),
		passed: lineWith("date"),
		broken_off: Line,
		damaged: Line,
		related: lineWith("titles"),
		/** Above the related articles, one a line. */
		related_heading: Line,
	}),
	list: z.strictObject({
		heading: Line,
		/** Above the next page. */
		next: Line,
		more: lineWith("count"),
		open_hint: lineWith("number"),
		finished: Line,
	}),
	not_found: z.strictObject({
		text: Line,
		missing: lineWith("what"),
		missing_years: lineWith("what", "printed"),
		missing_other: lineWith("what", "printed"),
		nearest: lineWith("title"),
		human: lineWith("human"),
	}),
	clarify: Line,
	choose: lineWith("choices"),
	small_talk: z.strictObject({
		greeting: Line,
		thanks: Line,
		insult: Line,
		about_bot: Line,
		farewell: Line,
		human: lineWith("human"),
		distress: Line,
		mood: Line,
		chatter: Line,
	}),
	commands: z.strictObject({
		help: Line,
		unknown: Line,
		suggestion: lineWith("suggestion"),
		empty: Line,
		which_article: Line,
		no_such_number: lineWith("last"),
		no_such_number_of_one: Line,
		more: Line,
		finished: Line,
		nothing_open: Line,
		forgotten: Line,
		/** In a direct chat. */
		forgotten_direct: Line,
		/** Which page of an article this is. */
		page: lineWith("page", "pages"),
		ask_empty: Line,
		feedback_empty: Line,
		feedback_thanks: Line,
		/** What staff see. */
		feedback_list: Line,
		feedback_none: Line,
		help_group: Line,
		help_staff: Line,
	}),
	buttons: z.strictObject({
		text: Line,
		related: Line,
		nearest: Line,
		previous: Line,
		next: Line,
		back: Line,
		useful: Line,
		useless: Line,
		/** Short notices to whoever pressed one. */
		thanks: Line,
		expired: Line,
		withdrawn: Line,
		slow: Line,
		no_answer: Line,
	}),
	settings: z.strictObject({
		heading: Line,
		heading_direct: Line,
		listens: Line,
		listens_questions: Line,
		/** What it takes for the bot to see all that is said in a group, by platform. */
		sees_all: z.record(z.string(), Line),
		receives: lineWith("wants"),
		receives_not: Line,
		button_addressed: Line,
		button_questions: Line,
		button_subscribe: Line,
		button_unsubscribe: Line,
		subscribed: lineWith("wants"),
		wants_unknown: lineWith("word"),
		quiet: lineWith("from", "to"),
		quiet_on: lineWith("from", "to"),
		quiet_off: Line,
		quiet_how: Line,
		unsubscribed: Line,
		unsubscribed_part: lineWith("wants"),
		changed: Line,
		only_administrators: Line,
		who_decides_unknown: Line,
	}),
	whoami: z.strictObject({
		you: lineWith("id"),
		group: lineWith("chat"),
		hidden: Line,
	}),
	privacy: z.strictObject({
		text: lineWith(
			"inbox_hours",
			"answers_days",
			"unanswered_days",
			"feedback_days",
		),
		/** What else a platform's members should know, by its name. */
		platforms: z.record(z.string(), Line),
	}),
	staff: z.strictObject({
		only: Line,
		in_private: Line,
		unanswered_none: Line,
		unanswered_heading: Line,
		unanswered_line: lineWith("question"),
		stats: Line,
		comments: Line,
		censored: lineWith("titles"),
	}),
	/** The summary of an issue, and what is said of it afterwards. */
	push: z.strictObject({
		untitled: Line,
		policy: Line,
		event: Line,
		news: Line,
		damaged: Line,
		edited: Line,
		more: lineWith("count"),
		footer: Line,
		correction: lineWith("title", "from", "to"),
		taken_back: lineWith("title"),
		withdrawn: Line,
	}),
	/** What staff are told who bring in an issue and push it. */
	desk: DeskWording,
	/** What commands are called in a platform's menu. */
	menu: z.record(z.string(), Line),
	/** Said when the bot is added to a group, and the second where it answers every question. */
	greeting: Line,
	greeting_questions: Line,
	/** Behind both: whether the group wants the summaries. */
	greeting_subscribe: Line,
	/** One person, or a group together, asks too much. */
	limited: z.strictObject({ person: Line, group: Line }),
	/** A picture, a voice message. */
	only_text: Line,
	/** The platform lets nobody see what the bot said. */
	censored: lineWith("human"),
	failed: Line,
});
export type Wording = z.infer<typeof Wording>;

/** Replaces each {name} by its value; the values are not searched for placeholders again. */
export function fill(line: string, values: Record<string, string>): string {
	return line.replace(
		/\{(\w+)\}/g,
		(whole, name: string) => values[name] ?? whole,
	);
}

/** The same wording in traditional characters; names of commands are understood in both. */
export function inTraditional(
	wording: Wording,
	toTraditional: ToTraditional,
): Wording {
	// As one text, because the converter is faster with one text than with many; names and braces are no Chinese.
	return Wording.parse(JSON.parse(toTraditional(JSON.stringify(wording))));
}
