/** The buttons with which staff decide about a push. */

import type { Button } from "../../chat/reply.ts";
import { type PushStep, writeAction } from "../action.ts";

export function pushButton(
	push: number,
	step: PushStep,
	label: string,
): Button {
	return { label, action: writeAction({ do: "push", push, step }) };
}
