/** The composition root: puts the rooms together. The only place that knows every room. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Answer, Question } from "./answering/answer.ts";
import { type Answerer, createAnswerer } from "./answering/answerer.ts";
import { createContentWords } from "./answering/content-words.ts";
import { composeReply } from "./bot/compose-reply.ts";
import { createToTraditional } from "./bot/traditional.ts";
import { Wording } from "./bot/wording.ts";
import type { Reply } from "./chat/reply.ts";
import {
	type IngestReport,
	type IngestRequest,
	ingest,
} from "./ingest/ingest.ts";
import { createPageReader } from "./ingest/read-page.ts";
import { createGazetteer } from "./knowledge/gazetteer.ts";
import { readKnowledge } from "./knowledge/read-knowledge.ts";
import { type ArticleIndex, buildIndex } from "./search/article-index.ts";

export interface Answering {
	/** The answer as a chat shows it. */
	reply(question: Question): Reply;
	/** The answer before it is put into words. */
	answer(question: Question): Answer;
}

/** Everything that answers questions about one folder of knowledge, without a chat. */
export async function openAnswering(dirs: {
	knowledgeDir: string;
	configDir: string;
}): Promise<Answering> {
	const [{ articles }, wording] = await Promise.all([
		readKnowledge(dirs.knowledgeDir),
		readWording(dirs.configDir),
	]);
	const index = buildIndex(articles);
	const answerer = answererOver(() => index);
	const parts = {
		wording,
		now: () => new Date(),
		toTraditional: createToTraditional(),
	};
	return {
		answer: answerer.answer,
		reply: (question) => composeReply(answerer.answer(question), parts),
	};
}

/** The answerer as the bot uses it, over any index. */
export function answererOver(index: () => ArticleIndex): Answerer {
	return createAnswerer({
		index,
		gazetteer: createGazetteer(),
		contentWords: createContentWords(),
	});
}

/** @throws Error that names the file and what is wrong in it. */
export async function readWording(configDir: string): Promise<Wording> {
	const file = path.join(configDir, "wording.yml");
	const parsed = Wording.safeParse(parse(await readFile(file, "utf8")));
	if (!parsed.success)
		throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
	return parsed.data;
}

/** Reads the pages of an issue into `knowledge/`. @throws see {@link ingest} */
export function ingestFiles(request: IngestRequest): Promise<IngestReport> {
	return ingest(request, createPageReader(createGazetteer()), () => new Date());
}

export { loadConfig } from "./config/config.ts";
export type { IngestReport };
