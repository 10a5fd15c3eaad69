import { t } from '../../texts/t.ts';

/** What is wrong with a pasted link, in a sentence; `undefined` when it can be opened. */
export function linkProblem(link: string): string | undefined {
  const text = link.trim();
  if (text === '') return t('Paste the link first.');
  if (!URL.canParse(text)) return t('This is not a whole link. It starts with https:// and names a host.');
  const { protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? undefined : t('The link must start with https:// or http://.');
}
