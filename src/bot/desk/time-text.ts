/** 3月12日 08:00, by the clock of the bot's place. */
export function timeText(
	at: number,
	{ timeZone }: { timeZone: string },
): string {
	const parts = new Intl.DateTimeFormat("zh-CN", {
		timeZone,
		month: "numeric",
		day: "numeric",
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
	}).formatToParts(at);
	const part = (type: string) =>
		parts.find((one) => one.type === type)?.value ?? "";
	return `${part("month")}月${part("day")}日 ${part("hour")}:${part("minute")}`;
}
