/** What src/chat/adapter.ts promises, proved for a platform: every adapter runs it against a platform of the tests. */

import { describe } from "vitest";
import { describeClicks } from "./clicks.ts";
import { describeDelivering } from "./delivering.ts";
import { describeFiles } from "./files.ts";
import { describeHealth } from "./health.ts";
import { describeHearing } from "./hearing.ts";
import { describeRecording } from "./recording.ts";
import { describeSaying } from "./saying.ts";
import type { Stage, StageOptions } from "./stage.ts";
import { describeStartAndStop } from "./start-and-stop.ts";

export type Open = (options?: StageOptions) => Promise<Stage>;

export function describeAdapter(name: string, open: Open): void {
	describe(name, () => {
		describeHearing(open);
		describeRecording(open);
		describeClicks(open);
		describeStartAndStop(open);
		describeHealth(open);
		describeSaying(open);
		describeDelivering(open);
		describeFiles(open);
	});
}

/** The half that differs with the way in which an adapter listens. */
export function describeReceiving(name: string, open: Open): void {
	describe(name, () => {
		describeHearing(open);
		describeRecording(open);
		describeClicks(open);
		describeStartAndStop(open);
	});
}
