/** The store that the sender's tests write to. */

import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { RETENTION } from "../support/store-samples.ts";

/** In memory, unless it has to outlive a crash. */
export function openTestStore(file = ":memory:"): Promise<Store> {
	return openStore(file, { retention: RETENTION });
}
