/** One writer of the knowledge folder at a time. */

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { lock } from "proper-lockfile";
import { finishChange } from "./journal.ts";

/** Another process is writing to the same knowledge folder. */
export class KnowledgeBusyError extends Error {
	override readonly name = "KnowledgeBusyError";
}

/**
 * Runs `work` as the only writer of `knowledgeDir`, which is created if need be. What a killed one had begun is finished
 * first.
 * @throws KnowledgeBusyError when another process writes there. A lock left by a killed process expires after ten seconds.
 */
export async function withKnowledgeLock<T>(
	knowledgeDir: string,
	work: () => Promise<T>,
): Promise<T> {
	await mkdir(knowledgeDir, { recursive: true });
	const release = await lock(knowledgeDir, {
		lockfilePath: path.join(knowledgeDir, ".writing"),
		stale: STALE_LOCK_MS,
	}).catch((cause: NodeJS.ErrnoException) => {
		if (cause.code === "ELOCKED")
			throw new KnowledgeBusyError(
				`${knowledgeDir} is being written by another process`,
				{ cause },
			);
		throw cause;
	});
	try {
		await finishChange(knowledgeDir);
		return await work();
	} finally {
		await release();
	}
}

/** Nothing under the lock keeps the process from renewing it for nearly so long. */
const STALE_LOCK_MS = 10_000;
