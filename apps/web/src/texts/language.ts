/** The words of one language, by the English ones; `undefined` where it has none yet, and the English ones are shown. */
export type Catalogue = {
  text(english: string): string | undefined;
  forms(one: string, other: string): Forms | undefined;
};

/** The text for each kind of number that the language tells apart. */
type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

const KEY = 'patchbay-language';

// English needs none: it is the source. A language that people can choose gets a line here.
const catalogues: Record<string, () => Promise<Catalogue>> = {
  'en-XA': async () => (await import('./pseudo.ts')).pseudo,
};

function remembered(): string | null {
  // There is none in Node, which warns of it.
  if (globalThis.document === undefined) return null;
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Storage may be blocked.
    return null;
  }
}

function remember(chosen: string): void {
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Then it holds for this page only.
  }
}

/** The first of the wished languages that there is, by its whole tag or its first part; English otherwise. */
export function firstKnown(wished: readonly (string | null | undefined)[], known: readonly string[]): string {
  for (const tag of wished) {
    if (!tag) continue;
    const found = [tag, tag.split('-')[0]].find(
      (name) => name === 'en' || (name !== undefined && known.includes(name)),
    );
    if (found !== undefined) return found;
  }
  return 'en';
}

function chosenLanguage(): string {
  const asked = new URLSearchParams(globalThis.location?.search).get('lang');
  if (asked) remember(asked);
  return firstKnown([asked, remembered(), ...(globalThis.navigator?.languages ?? [])], Object.keys(catalogues));
}

/** The tag of the language on the screen: asked for in the address (`?lang=`), chosen before, or the browser's. */
export const language = chosenLanguage();

/** Its words; none where it is English. Fetched before any module that holds a text runs, which is why this waits. */
export const catalogue = await catalogues[language]?.();
