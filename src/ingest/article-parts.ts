/** The printed parts of an article that tell what it is about. */

export interface ArticleParts {
	kicker: string | null;
	title: string;
	subtitle: string | null;
	body: string;
}

/** Characters of a body in which it says what it is about. */
export const LEAD = 220;
