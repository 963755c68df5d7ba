/** Figures as lines and tables for people. */

/** A figure a line. */
export function figureLines(figures: object): string {
	return Object.entries(rounded(figures))
		.map(([name, value]) => `${name.padEnd(NAME_COLUMNS)} ${value}`)
		.join("\n");
}

const NAME_COLUMNS = 16;

/** A line for each type, a column for each of its figures. */
export function typeTable(types: Readonly<Record<string, object>>): string {
	const rows = Object.entries(rounded(types)).map(([type, figures]) => [
		type,
		...Object.values(figures).map(String),
	]);
	const heading = ["type", ...Object.keys(Object.values(types)[0] ?? {})];
	const widths = heading.map((_, column) =>
		Math.max(...[heading, ...rows].map((row) => (row[column] ?? "").length)),
	);
	return [heading, ...rows]
		.map((row) =>
			row
				.map((cell, column) =>
					column === 0
						? cell.padEnd(widths[column] ?? 0)
						: cell.padStart(widths[column] ?? 0),
				)
				.join("  "),
		)
		.join("\n");
}

/** The same with every number rounded to four decimals. */
export function rounded<T>(value: T): T {
	return JSON.parse(
		JSON.stringify(value, (_, inner) =>
			typeof inner === "number" ? Math.round(inner * 10_000) / 10_000 : inner,
		),
	);
}
