/** The push as the command line does it: it looks, approves and queues; the running bot alone sends. */

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
import { FAILED } from "./publishing/publisher.ts";
import { contentOf } from "./publishing/push-content.ts";
import { outsideOf } from "./publishing/quiet-hours.ts";
import { recipientsOf } from "./publishing/recipients.ts";
import { createIsWanted } from "./publishing/wants.ts";
import { openStore, STATE_FILE } from "./store/open-store.ts";
import type { Approver, AuditEntry, Push, Tally } from "./store/store.ts";

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

	async function approvedOf(id: string): Promise<Push | undefined> {
		const pushes = await store.pushes.ofIssue(id, "summary");
		return pushes.find(({ state }) =>
			["approved", "running", "done"].includes(state),
		);
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

	return {
		async preview(id: string): Promise<PushPreview> {
			const issue = await found(id);
			const summary = desk.summarize(issue);
			const { reply } = summaryReply(0, summary, summary.lines, wording);
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
				hash: issue.hash,
				text: reply.text,
				articles: summary.lines.length,
				chats,
				audience: audienceLines({ recipients, served, quiet }, wording),
				pushed: (await approvedOf(id)) !== undefined,
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
			if (issue.hash !== hash)
				throw new PushRefused(
					`${id} 的内容和您看过的不一样了,请重新预览,用新的 hash 确认`,
				);
			if (await approvedOf(id))
				throw new PushRefused(`${id} 已经推送过了,用 --status 看结果`);
			const now = Date.now();
			const waiting = (await store.pushes.ofIssue(id, "summary")).find(
				(push) => push.state === "waiting" && push.hash === hash,
			);
			const push =
				waiting ??
				(await store.pushes.add(
					{
						kind: "summary",
						issue: id,
						hash,
						content: JSON.stringify(desk.summarize(issue)),
					},
					now,
				));
			const approvals = [
				...push.approvals.filter(
					(one) => one.platform !== platform || one.id !== staffId,
				),
				{ platform, id: staffId, at: now },
			];
			const state = approvals.length < approvers ? "waiting" : "approved";
			const changed = await store.pushes.change(push.id, [push.state], {
				state,
				approvals,
				report: push.report ?? { platform, chat: staffId, messageId: null },
			});
			if (!changed)
				throw new PushRefused("刚刚有别人处理了这次推送,请重新预览");
			await write(staffId, "push confirm", id, true);
			return state;
		},

		async status(): Promise<PushStatus> {
			const all = await store.pushes.last(MAX_AUDIT);
			const push = all.find(
				({ kind, state }) => kind === "summary" && state !== "preview",
			);
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
			const push = (await store.pushes.last(MAX_AUDIT)).find(
				({ kind, state }) => kind === "summary" && state === "done",
			);
			const failed = push ? await store.outbox.copies(push.id, FAILED) : [];
			if (!push || failed.length === 0) return 0;
			await store.pushes.change(push.id, ["done"], {
				state: "approved",
				dueAt: Date.now(),
			});
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
	cancelled: "取消了",
	withdrawn: "撤回了",
};
