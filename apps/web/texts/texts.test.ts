import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bareTexts } from './bareTexts.ts';
import { CATALOGUE, collectTexts, textsIn } from './collectTexts.ts';
import { sourceFiles } from './syntax.ts';

// Words in these are data: kept in flows, searched by, or shown to programs.
const DATA = new Set([
  'screens/flows/exampleFlow.ts',
  'editor/palette/synonyms.ts',
  'editor/proposals/synonyms.ts',
  'editor/topbar/nameAfterSteps.ts',
  'editor/inspector/apps/columnsFrom.ts',
]);

it('has every text of the app in the catalogue: after a change, run `npm run texts`', () => {
  expect(JSON.parse(readFileSync(CATALOGUE, 'utf8'))).toEqual(collectTexts());
});

it('shows no text that goes past the catalogue', () => {
  const files = sourceFiles().filter(({ file }) => !DATA.has(file));
  const bare = files.flatMap(({ file, source }) =>
    bareTexts(file, source).map(({ line, text }) => `${file}:${line} ${text}`),
  );
  expect(bare).toEqual([]);
});

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
