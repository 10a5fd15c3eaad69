import { type Connector, pollName, pollTitle } from '@patchbay/connector';
import type { Access } from '../policies/can.ts';
import { allBuiltIns, builtInFacts, builtInOperations, operationHit } from './builtIns.ts';
import type { ConnectorDeps, OperationHit, OperationRow } from './connectorStore.ts';
import { otherWords } from './synonyms.ts';

/**
 * Operations of every connector that fit what somebody typed into the palette: those that begin with new items, then the
 * built-in ones, what fits best first. `also` are built-in ones that are wanted in any case, as `stripe/createRefund`. Where
 * nothing goes by all the words, some that go by most of them, marked as such.
 */
export async function searchOperations(
  { query, limit, also = [] }: { query: string; limit: number; also?: readonly string[] | undefined },
  access: Access<'connector.read'>,
  { connectors }: Pick<ConnectorDeps, 'connectors'>,
): Promise<OperationHit[]> {
  const own = ownHits(await allBuiltIns(), query, new Set(also));
  // The built-in ones alone could fill the list of somebody who has typed nothing yet.
  const left = Math.max(limit - own.length, Math.floor(limit / 3));
  const asked = words(query);
  const isForNews = asked.some((word) => NEWS.has(word));
  const wanted = { workspaceId: access.workspaceId, words: asked.filter((word) => !NEWS.has(word)), limit: left };
  const imported = left > 0 ? await connectors.search(isForNews ? wanted : { ...wanted, words: asked }) : [];
  const polls = isForNews ? imported.flatMap(pollHit) : [];
  const hits = [...polls, ...own.slice(0, limit - imported.length), ...imported].slice(0, limit);
  if (hits.length > 0 || asked.length < 2) return hits;
  return nearHits(asked, (word) => connectors.search({ workspaceId: access.workspaceId, words: [word], limit: NEAR }));
}

type Fitting = (operation: OperationRow, connector: Connector) => number;

/** Built-in ones, what fits best first. */
function fittingHits(builtIns: readonly Connector[], fitting: Fitting): OperationHit[] {
  const found = builtIns.flatMap((connector) => {
    const facts = builtInFacts(connector);
    return builtInOperations(connector).map((operation) => ({
      hit: operationHit(facts, operation),
      fit: fitting(operation, connector),
    }));
  });
  return found
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ hit }) => hit);
}

function ownHits(builtIns: readonly Connector[], query: string, also: ReadonlySet<string>): OperationHit[] {
  const isWanted = (id: string, name: string) => also.has(`${id}/${name}`);
  return fittingHits(
    builtIns,
    (operation, connector) => fitOf(operation, query, connector) + (isWanted(connector.id, operation.name) ? 1_000 : 0),
  );
}

/** How many are offered in place of what was asked for, and from how many letters on a word is looked for by itself. */
const NEAR = 6;
const TELLING_LETTERS = 3;

/** What goes by the most of the words: people write sentences. */
async function nearHits(
  asked: readonly string[],
  search: (word: string) => Promise<OperationHit[]>,
): Promise<OperationHit[]> {
  const telling = asked.filter((word) => word.length >= TELLING_LETTERS).slice(0, 5);
  const own = fittingHits(await allBuiltIns(), (operation, connector) => {
    const fits = telling.map((word) => fitOf(operation, word, connector)).filter((fit) => fit > 0);
    return fits.length * 100 + fits.reduce((sum, fit) => sum + fit, 0);
  });
  const imported = (await Promise.all(telling.map(search))).flat();
  const all = [...own.slice(0, NEAR), ...imported.slice(0, NEAR)];
  return all.map((hit) => ({ ...hit, isNear: true as const }));
}

/** What people write who look for something that starts a flow: these words are in the name of no operation that only reads. */
const NEWS = new Set(['when', 'new', 'poll', 'watch', 'trigger']);

/** The trigger that looks with an operation. Whether it can is known once its definition is read. */
function pollHit(hit: OperationHit): OperationHit[] {
  if (hit.kind !== 'call' || hit.effect !== 'read') return [];
  return [{ ...hit, operation: pollName(hit.operation), title: pollTitle(hit.title), kind: 'trigger' }];
}

/** What most people mean who name no app, by name. */
const WIDELY_USED = new Set([
  'Slack',
  'Gmail',
  'Google Sheets',
  'Google Drive',
  'Google Calendar',
  'Stripe',
  'HubSpot',
]);
/** As much as a word in the title counts more than one among the further words, and a little. */
const A_LITTLE_MORE = 1.5;

type Named = { name: string; keywords?: readonly string[] };

/** Whether every word of the search, or another one for it, stands somewhere in the operation's line. */
export function matches(row: OperationRow, search: string): boolean {
  return fitOf(row, search, { name: '' }) > 0;
}

/** How well an operation fits a search: by where each word stands, least by another word for it. 0: one is nowhere. */
function fitOf(row: OperationRow, search: string, connector: Named): number {
  const asked = words(search);
  const lines = linesOf(row, connector);
  // An app's name means itself and nothing else: PayPal is no other word for paying.
  const meant = linesOf(row, { ...connector, name: '' }).join('');
  const fits = asked.map((word) => fitOfWord(word, { lines, meant }));
  const often = asked.length > 0 && WIDELY_USED.has(connector.name) ? A_LITTLE_MORE : 0;
  return fits.includes(0) ? 0 : 1 + often + fits.reduce((sum, fit) => sum + fit, 0);
}

/** Its texts, those that say most of it first. */
function linesOf({ title, group, keywords = [], description, name, path }: OperationRow, connector: Named): string[] {
  return [
    [title, connector.name],
    [group, ...keywords, ...(connector.keywords ?? [])],
    [description, name, path],
  ].map((texts) => ` ${texts.filter(Boolean).join(' ').toLowerCase()}`);
}

function fitOfWord(word: string, { lines, meant }: { lines: readonly string[]; meant: string }): number {
  const at = lines.findIndex((line) => line.includes(word));
  if (at >= 0) return 5 - at;
  const text = meant.replace(/[^\p{L}\p{N}]+/gu, ' ');
  return otherWords(word).some((other) => text.includes(` ${other.replace('-', ' ')}`)) ? 1 : 0;
}

/** Words that say nothing by themselves. */
const SMALL = new Set([
  'a',
  'an',
  'and',
  'the',
  'to',
  'of',
  'in',
  'on',
  'for',
  'with',
  'my',
  'or',
  'from',
  'by',
  'into',
]);

/** What was typed, cut into the words that must all be found; those that say nothing only where there are no others. */
export function words(search: string): string[] {
  const all = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
  const telling = all.filter((word) => !SMALL.has(word));
  return telling.length > 0 ? telling : all;
}
