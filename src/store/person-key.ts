/** Persons as keyed hashes: whoever reads the tables without the salt cannot try out the ids of members. */

import { createHmac, randomBytes } from "node:crypto";
import type { Db } from "./schema.ts";
import type { PersonKey } from "./store.ts";

/** The salt's key in the table `meta`. */
export const SALT_KEY = "person_salt";

/** 256 bits, as many as the hash has. */
const SALT_BYTES = 32;

/** 128 bits: no two of all the people on earth collide. */
const KEY_BYTES = 16;

/** Makes the salt of a new database. */
export async function ensureSalt(db: Db): Promise<void> {
	await db
		.insertInto("meta")
		.values({
			key: SALT_KEY,
			value: randomBytes(SALT_BYTES).toString("base64"),
		})
		.onConflict((conflict) => conflict.column("key").doNothing())
		.execute();
}

/** @param salt Read anew for each key: a restore in another process may bring another salt. */
export function createPersonKey(salt: () => string): PersonKey {
	return (platform, id) =>
		createHmac("sha256", Buffer.from(salt(), "base64"))
			.update(`${platform}\0${id}`)
			.digest()
			.subarray(0, KEY_BYTES)
			.toString("base64url");
}
