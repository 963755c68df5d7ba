/** Runs a command of `src/cli/` as what it is in use: a process of its own. */

import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface Ended {
	/** Null when a signal ended the process. */
	code: number | null;
	stdout: string;
	stderr: string;
}

export interface Running {
	process: ChildProcess;
	ended: Promise<Ended>;
}

interface Surroundings {
	/** What stands before `node`, for instance `["bash", "-c", 'ulimit -f 1; exec "$@"', "bash"]`. */
	through?: readonly string[];
	/** Added to the environment; `undefined` takes a variable away. */
	env?: NodeJS.ProcessEnv;
	/** Whose process it is, where not the tests' own. */
	uid?: number;
	gid?: number;
	/** What it reads from stdin; `null` leaves stdin open. */
	input?: string | null;
}

/** Starts `src/cli/<name>.ts` the way its npm script does, without npm. */
export function startCommand(
	name: string,
	args: readonly string[],
	surroundings: Surroundings = {},
): Running {
	return start(`src/cli/${name}.ts`, args, surroundings);
}

/** Starts the bot the way `npm start` does, without npm. */
export function startBot(surroundings: Surroundings): Running {
	return start("src/main.ts", [], surroundings);
}

function start(
	file: string,
	args: readonly string[],
	{ through = [], env = {}, input = "", ...owner }: Surroundings,
): Running {
	const [program = "", ...rest] = [
		...through,
		process.execPath,
		"--import",
		"tsx",
		file,
		...args,
	];
	const child = spawn(program, rest, {
		cwd: ROOT,
		env: { ...process.env, ...env },
		stdio: "pipe",
		...owner,
	});
	if (input !== null) child.stdin.end(input);
	const ended = new Promise<Ended>((resolve, reject) => {
		let stdout = "";
		let stderr = "";
		child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
		child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
		child.on("error", reject);
		child.on("close", (code) => resolve({ code, stdout, stderr }));
	});
	return { process: child, ended };
}

export function runCommand(
	name: string,
	args: readonly string[],
	surroundings: Surroundings = {},
): Promise<Ended> {
	return startCommand(name, args, surroundings).ended;
}
