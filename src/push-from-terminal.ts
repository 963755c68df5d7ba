/** The push as the command line does it: it looks, approves and queues; the running bot alone sends. */

import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { openStaffWords, openWording } from "./app.ts";
import {
	audienceLines,
	NOT_SENT,
	reportText,
} from "./bot/replies/push-reply.ts";
import { nameOf, summaryReply } from "./bot/replies/summary-reply.ts";
import type { Config } from "./config/config.ts";
import { createGazetteer } from "./knowledge/gazetteer.ts";
import { openDesk } from "./open-desk.ts";
import { createLogger } from "./ops/logger.ts";
import {
	approve,
	isTooLate,
	LIVE,
	liveOf,
	Outdated,
	retry,
	withApproval,
} from "./publishing/approval.ts";
import type { DeskIssue } from "./publishing/desk.ts";
import { FAILED } from "./publishing/publisher.ts";
import { contentOf } from "./publishing/push-content.ts";
import { outsideOf } from "./publishing/quiet-hours.ts";
import { recipientsOf } from "./publishing/recipients.ts";
import { createIsWanted } from "./publishing/wants.ts";
import { openStore, STATE_FILE } from "./store/open-store.ts";
import type {
	Approver,
	AuditEntry,
	Push,
	Tables,
	Tally,
} from "./store/store.ts";

export interface PushPreview {
	issue: string;
	/** Has to be given to approve exactly this. */
	hash: string;
	/** As the chats will see it. */
	text: string;
	articles: number;
	/** Chats that will get it, by platform. */
	chats: Record<string, number>;
	/** Whom it goes to, in words. */
	audience: string[];
	/** It was approved before. */
	pushed: boolean;
}

export interface PushStatus {
	push: {
		issue: string;
		state: Push["state"];
		approvals: readonly Approver[];
		tally: Tally[];
		/** Chats that did not get it, and why. */
		failures: { platform: string; chat: string; title: string; why: string }[];
	} | null;
	/** The same in words. */
	text: string;
	/** Who did what, the newest first. */
	audit: (AuditEntry & { at: number })[];
}

/** What cannot be done, and what to do instead; for people. */
class PushRefused extends Error {
	override readonly name = "PushRefused";
}

const PLATFORMS = ["telegram", "lark"];
const MAX_AUDIT = 50;

export async function openPushes(config: Config) {
	const log = createLogger("silent");
	await mkdir(config.dataDir, { recursive: true });
	const store = await openStore(path.join(config.dataDir, STATE_FILE), {
		retention: config.bot.retention,
	});
	const [words, live] = await Promise.all([
		openStaffWords(config.configDir, log),
		openWording(config.configDir, log),
	]);
	const wording = live.current();
	const desk = openDesk({
		knowledgeDir: config.knowledgeDir,
		phrases: words.phrases,
		now: () => new Date(),
		onPublic: async () => {},
	});
	words.close();
	live.close();
	const isWanted = createIsWanted(createGazetteer());
	const { approvers, quietHours } = config.bot.push;

	async function found(id: string) {
		const issue = await desk.read(id);
		if (!issue)
			throw new PushRefused(
				`没有“${id}”这一期,或者它的 issue.yml 读不出来。已有的:${(await desk.issues()).slice(0, 5).join("、") || "没有"}`,
			);
		if (issue.articles.length === 0) throw new PushRefused(`${id} 里没有文章`);
		return issue;
	}

	/** Of all that the chats will see: the issue, its summary, and the words around it. */
	function hashOf(issue: DeskIssue, text: string): string {
		return createHash("sha256")
			.update(JSON.stringify([issue.hash, text]))
			.digest("hex");
	}

	function textOf(issue: DeskIssue): string {
		const summary = desk.summarize(issue);
		return summaryReply(0, summary, summary.lines, wording).reply.text;
	}

	function write(
		actor: string,
		action: string,
		subject: string,
		allowed: boolean,
	) {
		return store.audit.add(
			{ platform: "console", actor, action, subject, allowed },
			Date.now(),
		);
	}

	async function quick<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
		try {
			return await store.transaction(work);
		} catch (error) {
			if (!(error instanceof Outdated)) throw error;
			throw new PushRefused("刚刚有别人处理了这次推送,请重新预览");
		}
	}

	return {
		async preview(id: string): Promise<PushPreview> {
			const issue = await found(id);
			const summary = desk.summarize(issue);
			const text = textOf(issue);
			const { recipients, served } = await recipientsOf(summary, {
				store,
				platforms: PLATFORMS,
				isWanted,
			});
			const now = Date.now();
			const getting = recipients.filter(({ lines }) => lines.length > 0);
			const quiet = getting.filter(
				({ settings }) =>
					outsideOf(settings?.quiet ?? quietHours, now, config.timeZone) > now,
			).length;
			const chats: Record<string, number> = {};
			for (const { platform } of getting)
				chats[platform] = (chats[platform] ?? 0) + 1;
			return {
				issue: id,
				hash: hashOf(issue, text),
				text,
				articles: summary.lines.length,
				chats,
				audience: audienceLines({ recipients, served, quiet }, wording),
				pushed: (await store.pushes.ofIssue(id, "summary")).some(({ state }) =>
					[...LIVE, "done"].includes(state),
				),
			};
		},

		/** @returns whether it is approved now, or waits for a second person. */
		async confirm(
			id: string,
			hash: string,
			staffId: string,
		): Promise<"approved" | "waiting"> {
			const platform = PLATFORMS.find((name) =>
				config.bot.staff[name]?.includes(staffId),
			);
			if (platform === undefined) {
				await write(staffId, "push confirm", id, false);
				throw new PushRefused(
					`${staffId} 不是工作人员:请写 config/bot.yml 里 staff 下的编号`,
				);
			}
			const issue = await found(id);
			if (hashOf(issue, textOf(issue)) !== hash)
				throw new PushRefused(
					`${id} 的内容和您看过的不一样了,请重新预览,用新的 hash 确认`,
				);
			const now = Date.now();
			const summary = desk.summarize(issue);
			const { recipients } = await recipientsOf(summary, {
				store,
				platforms: PLATFORMS,
				isWanted,
			});
			return quick(async ({ pushes, audit }) => {
				const all = await pushes.ofIssue(id, "summary");
				const isOver =
					all.some(({ state }) => state === "done") &&
					recipients.every(({ lines }) => lines.length === 0);
				if (isOver || (await liveOf(pushes, id)))
					throw new PushRefused(`${id} 已经推送过了,用 --status 看结果`);
				const content = JSON.stringify(summary);
				const push =
					all.find(
						(one) =>
							one.state === "waiting" &&
							one.hash === issue.hash &&
							one.content === content,
					) ??
					(await pushes.add(
						{ kind: "summary", issue: id, hash: issue.hash, content },
						now,
					));
				if (isTooLate(push, now))
					throw new PushRefused(
						`${id} 定的时间已经过了,请在聊天里重新发“推送”`,
					);
				const by = { platform, id: staffId, at: now };
				const approval = withApproval(push, by, approvers);
				const report = { platform, chat: staffId, messageId: null };
				await approve(pushes, push, approval, push.report ?? report, now);
				await audit.add(
					{
						platform: "console",
						actor: staffId,
						action: "push confirm",
						subject: id,
						allowed: true,
					},
					now,
				);
				return approval.state;
			});
		},

		async status(): Promise<PushStatus> {
			const [push] = await store.pushes.last(1, {
				kind: "summary",
				states: ["waiting", ...LIVE, "done", "withdrawn"],
			});
			const audit = await store.audit.last(MAX_AUDIT);
			if (!push) return { push: null, text: wording.desk.no_push, audit };
			const [tally, copies] = await Promise.all([
				store.outbox.tally(push.id),
				store.outbox.copies(push.id, NOT_SENT),
			]);
			const content = contentOf(push);
			const name =
				content.kind === "summary"
					? nameOf(content.summary, wording.push.untitled)
					: push.issue;
			return {
				push: {
					issue: push.issue,
					state: push.state,
					approvals: push.approvals,
					tally,
					failures: copies.map(({ platform, chat, title, why, end }) => ({
						platform,
						chat,
						title,
						why: why ?? end,
					})),
				},
				text: reportText(
					`${name}(${STATES[push.state]}){all}`,
					tally,
					copies,
					wording,
				),
				audit,
			};
		},

		/** How many are tried again. */
		async retryFailed(): Promise<number> {
			const [push] = await store.pushes.last(1, {
				kind: "summary",
				states: ["done"],
			});
			const failed = push ? await store.outbox.copies(push.id, FAILED) : [];
			if (!push || failed.length === 0) return 0;
			await quick(({ pushes }) => retry(pushes, push, null, Date.now()));
			await write("terminal", "push retry", push.issue, true);
			return failed.length;
		},

		close: () => store.close(),
	};
}

const STATES: Readonly<Record<Push["state"], string>> = {
	preview: "预览",
	waiting: "等第二个人确认",
	approved: "已确认,等着发",
	running: "正在发",
	done: "发完了",
	retrying: "正在重发",
	cancelled: "取消了",
	withdrawn: "撤回了",
};
