/** Tells everyday talk (厂里拖着不发钱咋办) from questions in the language of papers. */

import type { Thesaurus } from "../search/thesaurus.ts";

/** Words, particles and endings that are spoken and hardly ever printed in a report. */
const SPOKEN =
	/啥|咋|俺|咱|娃|嘛|呗|啦|呀|哪儿|那个|这个|那位|那边|几块|几个钱|[不没][?]?$|老板|师傅|大[姐哥爷妈叔婶]|小哥|妹子|小伙|老[一-龥]|爹|妈|闺女|掏|晓得|折腾|唠|搞|弄|整|拿|头儿|(.)不\1|得[一-龥]?多少|人家|自己|就|还/;

/** Whether a folded question is asked in everyday words: by its sound, or by an expression that nobody prints. */
export function isEveryday(folded: string, thesaurus: Thesaurus): boolean {
	return (
		SPOKEN.test(folded) ||
		thesaurus
			.read(folded)
			.some(({ said }) => thesaurus.sayingsOf(said).length === 0)
	);
}
