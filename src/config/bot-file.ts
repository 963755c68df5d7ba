/** `config/bot.yml`: what staff set about the bot. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { ConfigError } from "./config-error.ts";

/** A setting that is left out, or left empty, has its default. */
function setting<S extends z.ZodType>(schema: S, standard: z.output<S>) {
	return schema.nullish().transform((value) => value ?? standard);
}

/** A group of settings; left out, each of them has its default. */
function section<S extends z.ZodRawShape>(shape: S) {
	return z.preprocess((value) => value ?? {}, z.strictObject(shape));
}

function count(standard: number, min: number, max: number) {
	return setting(z.int().min(min).max(max), standard);
}

/** Telegram's ids are numbers, in YAML with or without quotes; a name (@…) can change hands and is none. */
const TelegramId = z
	.union([z.int(), z.string()])
	.transform(String)
	.refine((id) => /^\d+$/.test(id), "应当是数字编号,不是名字");

/** 22:00-07:00 */
const QuietHours = z
	.string()
	.regex(
		/^([01]?\d|2[0-3]):[0-5]\d\s*[-–—~至到]\s*([01]?\d|2[0-3]):[0-5]\d$/,
		"要写成 22:00-07:00 这样",
	)
	.transform((text) => {
		const [from = "", to = ""] = text.split(/\s*[-–—~至到]\s*/);
		return { from: from.padStart(5, "0"), to: to.padStart(5, "0") };
	});

const BotFile = section({
	/** What the bot is called in a chat. */
	name: setting(z.string().min(1), "工会小助手"),
	/** Subjects that get one fixed line, whatever is asked about them. */
	sensitive: setting(
		z.array(z.union([z.string(), z.number()]).transform(String)),
		[],
	),
	staff: section({
		telegram: setting(z.array(TelegramId), []),
		/** `open_id`s. */
		lark: setting(z.array(z.string().regex(/^\S+$/)), []),
	}).transform((staff): Readonly<Record<string, readonly string[]>> => staff),
	limits: section({
		person_per_minute: count(10, 1, 1000),
		group_per_minute: count(30, 1, 1000),
	}).transform((limits) => ({
		personPerMinute: limits.person_per_minute,
		groupPerMinute: limits.group_per_minute,
	})),
	/** How a group begins that has no settings of its own. */
	groups: section({
		listens: setting(z.enum(["addressed", "questions"]), "addressed"),
	}),
	push: section({
		/** So many different members of staff have to approve it. */
		approvers: count(1, 1, 2),
		/** No group gets a push then, unless it has hours of its own; null for none. */
		quiet_hours: setting(QuietHours.nullable(), null),
	}).transform((push) => ({
		approvers: push.approvers,
		quietHours: push.quiet_hours,
	})),
	/** How long things are kept. The most that can be set is what is still "short-lived" for its kind. */
	retention: section({
		// Platforms deliver a message again for hours: forgotten earlier, it would be answered twice.
		inbox_hours: count(24, 8, 7 * 24),
		answers_days: count(30, 1, 365),
		unanswered_days: count(90, 1, 365),
		feedback_days: count(365, 1, 3 * 365),
		audit_days: count(730, 1, 10 * 365),
		counters_days: count(400, 1, 10 * 365),
	}).transform((keep) => ({
		inboxHours: keep.inbox_hours,
		answersDays: keep.answers_days,
		unansweredDays: keep.unanswered_days,
		feedbackDays: keep.feedback_days,
		auditDays: keep.audit_days,
		countersDays: keep.counters_days,
	})),
});
export type BotFile = z.infer<typeof BotFile>;

/** @throws ConfigError that names the file, the setting and what is wrong with it. */
export function readBotFile(configDir: string): BotFile {
	const file = path.join(configDir, "bot.yml");
	let text: string;
	try {
		text = readFileSync(file, "utf8");
	} catch (cause) {
		throw new ConfigError(
			`读不到 ${file}:请检查 CONFIG_DIR,或从项目里复制一份`,
			{ cause },
		);
	}
	const parsed = BotFile.safeParse(parseYaml(file, text), {
		error: z.locales.zhCN().localeError,
	});
	if (parsed.success) return parsed.data;
	const why = parsed.error.issues.map(({ path: place, message }) =>
		place.length > 0 ? `${place.join(".")} ${message}` : message,
	);
	throw new ConfigError(`${file} 写得不对:${why.join(";")}`, {
		cause: parsed.error,
	});
}

function parseYaml(file: string, text: string): unknown {
	try {
		return parse(text);
	} catch (cause) {
		const [why] = String(cause).split("\n");
		throw new ConfigError(`${file} 写得不对,不是 YAML:${why}`, { cause });
	}
}
