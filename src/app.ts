/** The composition root: puts the rooms together. The only place that knows every room. */

import path from "node:path";
import type { z } from "zod";
import type { Answer, Question } from "./answering/answer.ts";
import { type Answerer, createAnswerer } from "./answering/answerer.ts";
import { createApproved } from "./answering/approved.ts";
import { createContentWords } from "./answering/content-words.ts";
import {
	type DocumentFigures,
	type GradedDocument,
	type GradedQuestion,
	type Measured,
	measureDocuments,
} from "./answering/measure-answers.ts";
import { createIsSensitive } from "./answering/sensitive.ts";
import {
	type GradedReplies,
	gradeReplies,
	type MemberQuestion,
} from "./bot/grade-replies.ts";
import { composeReply, sensitiveReply } from "./bot/replies/compose-reply.ts";
import { createToTraditional } from "./bot/traditional.ts";
import { Wording } from "./bot/wording.ts";
import type { Reply } from "./chat/reply.ts";
import type { Config } from "./config/config.ts";
import {
	type FileLog,
	type LiveFile,
	openLiveFile,
	readYaml,
} from "./config/live-file.ts";
import {
	type IngestReport,
	type IngestRequest,
	ingest,
} from "./ingest/ingest.ts";
import { loadPageFile } from "./ingest/page-file.ts";
import { createPageReader } from "./ingest/read-page.ts";
import type { FaqEntry } from "./knowledge/faq.ts";
import { createGazetteer } from "./knowledge/gazetteer.ts";
import { ProtectedFile } from "./knowledge/protected.ts";
import {
	type KnowledgeProblem,
	readKnowledge,
} from "./knowledge/read-knowledge.ts";
import { createLogger } from "./ops/logger.ts";
import {
	type GradedArticle,
	measureSummaries,
	type SummaryFigures,
} from "./publishing/measure-summaries.ts";
import { type ArticleIndex, buildIndex } from "./search/article-index.ts";
import { createDictionary } from "./search/spelling/dictionary.ts";
import {
	createGlossary,
	type Glossary,
	GlossaryFile,
} from "./search/spelling/glossary.ts";
import { readSpelling } from "./search/spelling/spelling.ts";
import {
	createThesaurus,
	type Thesaurus,
	ThesaurusFile,
} from "./search/thesaurus.ts";
import type { BackupReport, BackupRequest } from "./store/backup.ts";
import type { RestoreReport, RestoreRequest } from "./store/restore.ts";

export interface Answering {
	/** The answer as a chat shows it. */
	reply(question: Question): Reply;
	/** The answer before it is put into words. */
	answer(question: Question): Answer;
	/** Files that could not be read and are left out. */
	problems: readonly KnowledgeProblem[];
}

/** Everything that answers questions about one folder of knowledge, without a chat. */
export async function openAnswering(dirs: {
	knowledgeDir: string;
	configDir: string;
	sensitive?: readonly string[];
}): Promise<Answering> {
	const [{ articles, faq, problems }, wording, words] = await Promise.all([
		readKnowledge(dirs.knowledgeDir),
		readWording(dirs.configDir),
		readStaffWords(dirs.configDir),
	]);
	const index = buildIndex(articles);
	const answerer = answererOver(
		() => index,
		words,
		() => faq,
	);
	const isSensitive = createIsSensitive(dirs.sensitive ?? []);
	const parts = {
		wording: () => wording,
		now: () => new Date(),
		toTraditional: createToTraditional(),
	};
	return {
		problems,
		answer: answerer.answer,
		reply: (question) =>
			isSensitive(question.text)
				? sensitiveReply(question.text, parts)
				: composeReply(answerer.answer(question), parts),
	};
}

/** The answerer as the bot uses it, over any index. */
export function answererOver(
	index: () => ArticleIndex,
	{ thesaurus, glossary, phrases }: StaffWords,
	faq: () => readonly FaqEntry[] = () => [],
): Answerer {
	const gazetteer = createGazetteer();
	const dictionary = createDictionary();
	const now = () => new Date();
	return createAnswerer({
		index,
		thesaurus,
		phrases,
		respell: (question, current) =>
			readSpelling(question, current, { glossary: glossary(), dictionary })
				.text,
		gazetteer,
		contentWords: createContentWords(dictionary),
		approved: createApproved({ entries: faq, gazetteer, now }),
	});
}

/** Makes answerers as the bot uses them, over any index, with the words of `configDir`. */
export async function openAnswerers(
	configDir: string,
): Promise<(index: () => ArticleIndex) => Answerer> {
	const words = await readStaffWords(configDir);
	return (index) => answererOver(index, words);
}

/** Measures ranking and answers on graded documents, by the same way that a chat's question takes. */
export async function measure(
	documents: readonly GradedDocument[],
	questions: readonly GradedQuestion[],
	configDir: string,
): Promise<Measured<DocumentFigures>> {
	return measureDocuments(
		documents,
		questions,
		await openAnswerers(configDir),
		() => performance.now(),
	);
}

/** Measures summaries of at most `maxChars` characters against those of editors, made as a push makes them. */
export async function measureBriefs(
	graded: readonly GradedArticle[],
	options: { maxChars: number | undefined; configDir: string },
): Promise<SummaryFigures> {
	const { phrases } = await readStaffWords(options.configDir);
	return measureSummaries(graded, {
		maxChars: options.maxChars,
		protected: phrases(),
	});
}

/** Measures replies to graded questions of members over a folder of knowledge, as a chat would get them. */
export async function measureMembers(
	questions: readonly MemberQuestion[],
	dirs: { knowledgeDir: string; configDir: string },
): Promise<GradedReplies> {
	return gradeReplies(questions, await openAnswering(dirs));
}

/** The words that staff keep in `config/`, as they stand at the moment. */
interface StaffWords {
	thesaurus: () => Thesaurus;
	glossary: () => Glossary;
	/** Official wording that is never cut. */
	phrases: () => readonly string[];
}

const THESAURUS = ["thesaurus.yml", ThesaurusFile, createThesaurus] as const;
const GLOSSARY = ["glossary.yml", GlossaryFile, createGlossary] as const;
const PROTECTED = [
	"protected.yml",
	ProtectedFile,
	({ phrases }: ProtectedFile) => phrases,
] as const;

async function readStaffWords(configDir: string): Promise<StaffWords> {
	const words = await openStaffWords(configDir, createLogger("silent"));
	words.close();
	return words;
}

/** As they are now, and again whenever staff change them. */
export async function openStaffWords(
	configDir: string,
	log: FileLog,
): Promise<StaffWords & { close(): void }> {
	const open = <S, T>([name, schema, make]: readonly [
		string,
		z.ZodType<S>,
		(content: S) => T,
	]) => openLiveFile(path.join(configDir, name), schema, make, log);
	const [thesaurus, glossary, phrases] = await Promise.all([
		open(THESAURUS),
		open(GLOSSARY),
		open(PROTECTED),
	]);
	return {
		thesaurus: thesaurus.current,
		glossary: glossary.current,
		phrases: phrases.current,
		close() {
			for (const file of [thesaurus, glossary, phrases]) file.close();
		},
	};
}

function readWording(configDir: string): Promise<Wording> {
	return readYaml(path.join(configDir, WORDING), Wording);
}

/** What the bot says in its own words, and again whenever staff change it. */
export function openWording(
	configDir: string,
	log: FileLog,
): Promise<LiveFile<Wording>> {
	const file = path.join(configDir, WORDING);
	return openLiveFile(file, Wording, (content) => content, log);
}

const WORDING = "wording.yml";

/** State and knowledge into one archive. @throws see `store/backup.ts` */
export async function backUp(request: BackupRequest): Promise<BackupReport> {
	// Only when needed: the database's driver would slow the start of every other command.
	const store = await import("./store/backup.ts");
	return store.backUp(request);
}

/** And back again. @throws see `store/restore.ts` */
export async function restore(request: RestoreRequest): Promise<RestoreReport> {
	const store = await import("./store/restore.ts");
	return store.restore(request);
}

/** Reads the pages of an issue, files of these paths, into `knowledge/`. @throws see {@link ingest} */
export async function ingestFiles(
	request: Omit<IngestRequest, "files"> & { files: readonly string[] },
): Promise<IngestReport> {
	const files = [];
	for (const file of request.files) files.push(await loadPageFile(file));
	const reader = createPageReader(createGazetteer());
	return ingest({ ...request, files }, reader, () => new Date());
}

/** The push as the command line does it. */
export async function openPushes(config: Config) {
	const push = await import("./push-from-terminal.ts");
	return push.openPushes(config);
}

export { MemberQuestion } from "./bot/grade-replies.ts";
export { loadConfig } from "./config/config.ts";
export { isIssueId } from "./knowledge/issue.ts";
export { withKnowledgeLock } from "./knowledge/knowledge-lock.ts";
export type { IngestReport, RestoreReport };
