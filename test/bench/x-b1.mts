import { fork } from "node:child_process";
import { once } from "node:events";

for (const e of ["ours", "plain"]) {
	const c = fork(
		"/work/main/test/bench/measure-one.ts",
		[e, process.argv[2] ?? "1000"],
		{
			cwd: "/work/main",
			execArgv: ["--expose-gc", "--import", "tsx", "--max-old-space-size=8192"],
		},
	);
	const [f] = await once(c, "message");
	console.log(e, JSON.stringify(f));
}
