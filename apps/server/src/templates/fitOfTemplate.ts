import { words } from '../connectors/searchOperations.ts';
import { otherWords } from '../connectors/synonyms.ts';
import type { DescribedTemplate } from './describeTemplate.ts';
import { purposes } from './template.ts';

/** Words that people put around what they look for. */
const AROUND = new Set(['template', 'templates', 'flow', 'flows', 'automation', 'when', 'new']);

/** How well a template fits a search: by where each word stands, least by another word for it. 0: one is nowhere. */
export function fitOfTemplate(described: DescribedTemplate, query: string): number {
  const all = words(query);
  const telling = all.filter((word) => !AROUND.has(word));
  const lines = linesOf(described);
  const fits = (telling.length > 0 ? telling : all).map((word) => fitOfWord(word, lines));
  return fits.includes(0) ? 0 : 1 + fits.reduce((sum, fit) => sum + fit, 0);
}

type Lines = { own: readonly string[]; meant: string };

/** Its texts, those that say most of it first. An app's name stands for itself only, so `meant` is without them. */
function linesOf({ template, steps }: DescribedTemplate): Lines {
  const { name, description, words: further, purposes: uses } = template;
  const labels = purposes.filter(({ value }) => uses.some((use) => use === value)).map(({ label }) => label);
  const apps = steps.map(({ tile }) => tile.name);
  const titles = steps.map((step) => `${step.name} ${step.title}`);
  return {
    own: [
      [...apps, name],
      [...further, ...labels],
      [description, ...titles],
    ].map(asLine),
    meant: asLine([name, ...further, ...labels]),
  };
}

function asLine(texts: readonly string[]): string {
  return ` ${fold(texts.join(' ')).replace(/[^\p{L}\p{N}]+/gu, ' ')}`;
}

function fitOfWord(word: string, { own, meant }: Lines): number {
  const asked = fold(word)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const at = own.findIndex((line) => line.includes(` ${asked}`));
  if (at >= 0) return 5 - at;
  return otherWords(word).some((other) => meant.includes(` ${other.replace('-', ' ')}`)) ? 1 : 0;
}

/** So that "cafe" finds "Café" and case does not matter. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
