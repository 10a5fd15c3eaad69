import { readFileSync } from 'node:fs';
import { check } from '@patchbay/flow';
import { testCatalog } from '@patchbay/flow/testing';
import type { Saying } from '@patchbay/words';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { documents } from '../../../packages/flow/src/arbitraries.ts';
import { bareTexts } from './bareTexts.ts';
import { CATALOGUE, collectTexts, textsIn } from './collectTexts.ts';
import { joinedSentences, saidSources, saidTexts } from './saidSources.ts';
import { sourceFiles } from './syntax.ts';

// Words in these are data: kept in flows, searched by, or shown to programs.
const DATA = new Set([
  'screens/flows/exampleFlow.ts',
  'editor/palette/synonyms.ts',
  'editor/proposals/synonyms.ts',
  'editor/topbar/nameAfterSteps.ts',
  'editor/inspector/apps/columnsFrom.ts',
]);

// Reads some eight hundred files, once.
const collected = collectTexts();

it('has every text of the app in the catalogue: after a change, run `npm run texts`', () => {
  expect(JSON.parse(readFileSync(CATALOGUE, 'utf8'))).toEqual(collected);
});

it('shows no text that goes past the catalogue', () => {
  const files = sourceFiles().filter(({ file }) => !DATA.has(file));
  const bare = files.flatMap(({ file, source }) =>
    bareTexts(file, source).map(({ line, text }) => `${file}:${line} ${text}`),
  );
  expect(bare).toEqual([]);
});

it('makes no sentence whose words and values are not kept apart, outside the browser', () => {
  const joined = saidSources().flatMap(({ file, source }) =>
    joinedSentences(file, source).map(({ line, text }) => `${file}:${line} ${text}`),
  );
  expect(joined).toEqual([]);
});

it.each([
  ["error('gone', `${name} is gone.`)", '{} is gone.'],
  ['const message = `It has ${count} items`;', 'It has {} items'],
  ["new EvaluationError('It is ' + what)", 'It is '],
  ["say('{name} is {what}.', { name, what: isList ? 'a list' : what })", 'a list'],
])('finds the sentence that is put together in %s', (source, text) => {
  expect(joinedSentences('a.ts', source)).toEqual([{ line: 1, text }]);
});

it.each([
  "error('gone', say('{name} is gone.', { name: quoted(name), what: say('a list') }))",
  'const source = `default(${path}, ${value})`;',
  'throw new TypeError(`No step ${id} here.`);',
  'const key = `${kind}:${id}`;',
])('finds no sentence that is put together in %s', (source) => {
  expect(joinedSentences('a.ts', source)).toEqual([]);
});

it('collects what packages say: words with values, counts, titles and sentences', () => {
  const source = `const a = [say('{name} is gone.', { name }), sayCount(n, '{count} step', '{count} steps'), 'Choose one of them.', { title: 'Take it out' }, 'a-b'];`;
  expect(saidTexts('a.ts', source).map(({ text }) => text)).toEqual([
    '{name} is gone.',
    '{count} step | {count} steps',
    'Choose one of them.',
    'Take it out',
  ]);
  expect(() => saidTexts('a.ts', 'say(words)')).toThrow('a.ts:1: words have to be written out');
});

it('has in the catalogue whatever the check says of any flow', () => {
  const { texts, plurals } = collected;
  fc.assert(
    fc.property(documents, (document) => {
      const found = check(document, testCatalog()).flatMap(({ message, said, fixes = [] }) => [
        ...keysOf(said ?? message),
        ...fixes.flatMap((fix) => keysOf(fix.said ?? fix.title)),
      ]);
      expect(found.filter((key) => texts[key] === undefined && plurals[key] === undefined)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** The keys of all that is said in a sentence. */
function keysOf(saying: Saying): string[] {
  if (typeof saying === 'string') return [saying];
  const { text, other, values = {} } = saying;
  const inside = Object.values(values).flatMap((value) => (typeof value === 'object' ? keysOf(value) : []));
  return [other === undefined ? text : `${text} | ${other}`, ...inside];
}

it.each([
  ['<p>Nothing here yet</p>', 'Nothing here yet'],
  ['<p>{isOpen ? t("Close") : "open"}</p>', 'open'],
  ['<Button label="close" />', 'close'],
  [`<Button label={\`Delete \${name}\`} />`, 'Delete {}'],
  ['<Band why={isOld && "It is too old."} />', 'It is too old.'],
  [`toast({ text: \`\${name} was deleted\` })`, '{} was deleted'],
  ['announce("Nothing more to undo.")', 'Nothing more to undo.'],
  ['<T text="Go on with <a>this</a>" a={<Link title="elsewhere" />} />', 'elsewhere'],
])('finds the text in %s', (source, text) => {
  expect(bareTexts('a.tsx', `const a = ${source};`)).toEqual([{ line: 1, text }]);
  expect(bareTexts('a.tsx', `export const a = ${source};`)).toEqual([{ line: 1, text }]);
});

it.each([
  '<p className="muted small" data-kind="a b">{t("Nothing here yet")} · {name}</p>',
  '<T text="Go on with <a>this</a>" a={<Link to="/flows" className="quiet link" />} />',
  `kind === "Not this" ? tn(count, "{count} step", "{count} steps") : \`\${first}: \${second}\``,
  'element.querySelector("Section header")',
  '<kbd>Ctrl K</kbd>',
])('finds no text in %s', (source) => {
  expect(bareTexts('a.tsx', `const a = ${source};`)).toEqual([]);
});

it('collects texts, plurals and texts with elements inside', () => {
  const source = `const a = [t('Add {name}', { name }), tn(n, '{count} step', '{count} steps'), <T text="See <a>it</a>" a={b} />];`;
  expect(textsIn('a.tsx', source)).toEqual([
    { kind: 'texts', text: 'Add {name}' },
    { kind: 'plurals', text: '{count} step | {count} steps' },
    { kind: 'texts', text: 'See <a>it</a>' },
  ]);
});

it('refuses a text that is not written out, and says where it is', () => {
  expect(() => textsIn('a.ts', 'const a = 1;\nt(words);')).toThrow('a.ts:2: a text has to be written out');
});
