/** How a command ends: its exit codes, and one clear line for what went wrong. */

export const DONE = 0;
export const FAILED = 1;
const WRONG_USAGE = 2;

// Whoever read the output has read enough (ingest … | head -1).
process.stdout.on("error", () => process.exit(DONE));

/** The command line itself is wrong. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

/** Runs a parser of arguments; what it throws is wrong usage. */
export function parsed<T>(parse: () => T): T {
	try {
		return parse();
	} catch (cause) {
		throw new UsageError((cause as Error).message, { cause });
	}
}

/** Tells the person who typed the command what went wrong; returns the exit code. */
export function report(error: unknown, usage: string): number {
	const wrongUsage = error instanceof UsageError;
	console.error(wrongUsage ? `${explain(error)}。${usage}` : explain(error));
	return wrongUsage ? WRONG_USAGE : FAILED;
}

/** One line for the person who typed the command. */
function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { code, path } = error as NodeJS.ErrnoException;
	const reason = code === undefined ? undefined : FILE_SYSTEM_REASONS[code];
	if (reason) return path ? `${path}:${reason}` : reason;
	if (error.name === "KnowledgeBusyError")
		return "另一个导入正在进行,请等它结束再试";
	return error.message.replaceAll("\n", " ");
}

const FILE_SYSTEM_REASONS: Record<string, string> = {
	ENOENT: "没有这个文件或目录",
	EACCES: "没有权限",
	EPERM: "没有权限",
	EROFS: "这里只能读,不能写",
	EISDIR: "这是目录,不是文件",
	ENOTDIR: "路径中间有一段不是目录",
	EEXIST: "这个名字已被占用",
	ENOSPC: "磁盘满了,什么也没有写入",
	EDQUOT: "磁盘配额用完了,什么也没有写入",
	EFBIG: "文件超过了允许的大小,什么也没有写入",
	EMFILE: "打开的文件太多,请稍后再试",
};
