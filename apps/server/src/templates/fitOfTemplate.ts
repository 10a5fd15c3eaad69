import { askedWords, meantBy, plainWords, stemOf } from './askedWords.ts';
import type { DescribedTemplate } from './describeTemplate.ts';
import { purposes } from './template.ts';

/** Of the words of a sentence so many may be found nowhere: people say more than we know words for. */
const MAY_MISS = 1 / 3;

/** How well a template fits a search: by where each word stands, least by another word for it. 0: too few are anywhere. */
export function fitOfTemplate(described: DescribedTemplate, query: string): number {
  const asked = askedWords(query);
  if (asked.length === 0) return 1;
  const lines = linesOf(described);
  const fits = asked.map((word) => fitOfWord(word, lines));
  const missed = fits.filter((fit) => fit === 0).length;
  if (missed > asked.length * MAY_MISS) return 0;
  return 1 + fits.reduce((sum, fit) => sum + fit, 0);
}

type Lines = { own: readonly string[]; meant: readonly string[] };

/** Its texts, those that say most of it first. An app's name stands for itself only, so `meant` is without them. */
function linesOf({ template, steps }: DescribedTemplate): Lines {
  const { name, description, words: further, purposes: uses, tables } = template;
  const labels = purposes.filter(({ value }) => uses.some((use) => use === value)).map(({ label }) => label);
  const apps = steps.map(({ tile }) => tile.name);
  const titles = steps.map((step) => `${step.name} ${step.title}`);
  const kept = tables.map((table) => `${table.name} ${table.holds}`);
  return {
    own: [
      [...apps, name],
      [...further, ...labels],
      [description, ...titles, ...kept],
    ].map(asLine),
    meant: [asLine([name, ...further, ...labels]), asLine([description])],
  };
}

function asLine(texts: readonly string[]): string {
  return ` ${texts.flatMap(plainWords).join(' ')}`;
}

function fitOfWord(word: string, { own, meant }: Lines): number {
  const at = own.findIndex((line) => line.includes(` ${word}`));
  if (at >= 0) return 6 - at;
  const stem = stemOf(word);
  const near = own.findIndex((line) => line.includes(` ${stem}`));
  if (near >= 0) return 5 - near;
  const others = meantBy(word);
  const line = meant.findIndex((text) => others.some((other) => text.includes(` ${other}`)));
  return line === -1 ? 0 : 2 - line;
}
