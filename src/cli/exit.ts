/** How a command begins and ends: its help, its exit codes, and one clear line for what went wrong. */

export const DONE = 0;
export const FAILED = 1;
const WRONG_USAGE = 2;

/** What a person is told about a command. */
export interface Usage {
	/** How to call it, in one line. */
	line: string;
	/** Each option and what it does. */
	options: readonly (readonly [option: string, meaning: string])[];
}

// Whoever read the output has read enough (ingest … | head -1).
process.stdout.on("error", () => process.exit(DONE));

/** The command line itself is wrong. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

/** Does the work of a command, or tells how to use it where that is asked for; returns the exit code. */
export async function run(
	argv: string[],
	usage: Usage,
	work: (argv: string[]) => Promise<number>,
): Promise<number> {
	try {
		if (!asksForHelp(argv)) return await work(argv);
		console.log(helpOf(usage));
		return DONE;
	} catch (error) {
		const wrongUsage = error instanceof UsageError;
		console.error(
			wrongUsage ? `${explain(error)}。${usage.line}` : explain(error),
		);
		return wrongUsage ? WRONG_USAGE : FAILED;
	}
}

function asksForHelp(argv: readonly string[]): boolean {
	const end = argv.indexOf("--");
	const options = end < 0 ? argv : argv.slice(0, end);
	return options.includes("--help") || options.includes("-h");
}

function helpOf({ line, options }: Usage): string {
	const all = [...options, ["--help", "显示这些说明"] as const];
	return [
		line,
		"",
		...all.map(([option, meaning]) => `  ${padded(option)} ${meaning}`),
	].join("\n");
}

/** The longest option with its value. */
const OPTION_COLUMNS = 24;

/** A Chinese character takes two columns of a terminal. */
function padded(option: string): string {
	const columns = [...option].reduce(
		(sum, char) => sum + (/[一-龥…]/.test(char) ? 2 : 1),
		0,
	);
	return option + " ".repeat(Math.max(1, OPTION_COLUMNS - columns));
}

/** Runs Node's parser of arguments. @throws UsageError for what it refuses, and for an option with an empty value. */
export function parsed<T extends { values: object }>(parse: () => T): T {
	let result: T;
	try {
		result = parse();
	} catch (cause) {
		throw new UsageError(inChinese(cause as Error), { cause });
	}
	for (const [name, value] of Object.entries(result.values))
		if (value === "") throw new UsageError(`--${name} 后面的值是空的`);
	return result;
}

/** Node's words for a wrong option, for people. */
function inChinese({ message }: Error): string {
	const option = /'(-[^\s']*)/.exec(message)?.[1] ?? "";
	if (message.startsWith("Unknown option")) return `不认识选项“${option}”`;
	if (message.includes("does not take an argument"))
		return `${option} 后面不用写值`;
	if (/argument missing|ambiguous/.test(message))
		return `${option} 后面要写一个值`;
	const extra = /^Unexpected argument '([^']*)'/.exec(message)?.[1];
	return extra === undefined ? message : `“${extra}”是多余的`;
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
