/** What is wrong with the database's file, in a line that tells staff what to do. */

export class StoreFileError extends Error {
	override readonly name = "StoreFileError";
	readonly code: "damaged" | "foreign" | "newer" | "unusable";

	constructor(
		code: StoreFileError["code"],
		file: string,
		options?: { cause: unknown },
	) {
		super(`${file}:${WHAT_TO_DO[code]}`, options);
		this.code = code;
	}
}

const WHAT_TO_DO: Record<StoreFileError["code"], string> = {
	damaged:
		"数据库坏了,没有动它。请停下机器人,把这个文件和同名的 -wal、-shm 移到别处,再用 npm run -s restore -- 备份文件 --yes 恢复",
	foreign:
		"这不是机器人的数据库,或者坏得认不出来了,没有动它。请检查 DATA_DIR;要恢复备份,先停下机器人,把这个文件移到别处",
	newer:
		"是更新版本的机器人写的,没有动它。请换回那个版本,或者恢复这个版本做的备份",
	unusable: "打不开。请检查这个文件和它的目录能不能读写、磁盘有没有满",
};
