import type { ConnectorRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { tileIcon } from '../../ui/tileIcon.ts';
import { hitKey, type OperationHit } from './operationHit.ts';
import { goesBy } from './synonyms.ts';
import { isWholeName } from './tableHits.ts';

/** An app in the list: chosen, it narrows the list to what it can do. */
export type AppEntry = Pick<
  ConnectorRow,
  'id' | 'name' | 'category' | 'icon' | 'operationCount' | 'source' | 'startsFlows'
>;

/** A stretch of quick-add's list under one heading: operations, or apps. */
export type Group = { title: string; hits: OperationHit[]; apps?: AppEntry[] };

export type Ranking = {
  query: string;
  /** What the server found, best first. */
  found: readonly OperationHit[];
  /** Patchbay's own operations, whether found or not: people know them by other names. */
  own: readonly OperationHit[];
  recent: readonly string[];
  /** The connectors that the flow uses already: what goes with them is likelier meant. */
  inFlow?: ReadonlySet<string>;
  /** The connectors with an account: what can be sent at once comes before what must be connected first. */
  connected?: ReadonlySet<string>;
  /** The connectors of the workspace. */
  apps?: readonly AppEntry[];
  /** The steps of the tables that go by what was typed. */
  ofTables?: readonly OperationHit[];
  /** What may stand there: a trigger at the start, anything else after it. */
  fits(hit: OperationHit): boolean;
  /** The heading of what fits best: "Fits after “Find contact”". */
  title: string;
};

/** More than having been added lately, less than a better fit. */
const OF_FLOW = 1.5;
/** Among those that fit as well. */
const CONNECTED = 0.5;
/** As much as a word in the title of an operation counts, at least. */
const IN_TITLE = 4;
const NONE: ReadonlySet<string> = new Set();
const MOST = 60;
const MOST_APPS = 4;

/**
 * What quick-add lists. Without a search: recent ones, then our own by what they work on, then the rest. With one: by how well the title fits,
 * recent ones first among equals; our own steps also by the other names people have for them.
 */
export function rank(ranking: Ranking): Group[] {
  const { query, found, own, recent, inFlow = NONE, connected = NONE, ofTables = [], fits } = ranking;
  const words = query.trim().toLowerCase();
  const isOwn = (hit: OperationHit) => words === '' || goesBy(hit.operation, words) || isTitled(hit, words);
  const all = unique([...found, ...own.filter(isOwn)]).filter(fits);
  if (words === '') return unasked(all, ranking);
  const isOfFlow = ({ connector }: OperationHit) => connector !== 'core' && inFlow.has(connector);
  const scoreOf = (hit: OperationHit) =>
    score(hit, words) +
    Number(recent.includes(hitKey(hit))) +
    (isOfFlow(hit) ? OF_FLOW : 0) +
    (connected.has(hit.connector) ? CONNECTED : 0);
  const sorted = all
    .map((hit) => ({ hit, score: scoreOf(hit) }))
    .sort((a, b) => b.score - a.score)
    .map(({ hit }) => hit);
  const apps = appsThatFit(ranking).filter(
    ({ name }) => name.toLowerCase().startsWith(words) && name.length > words.length,
  );
  const isNear = found.some((hit) => hit.isNear);
  const fitting = { title: isNear ? t('Closest to that') : ranking.title, hits: sorted.slice(0, MOST) };
  const tables = { title: t('Your tables'), hits: ofTables.filter(fits) };
  // Their own table before apps that nobody here uses, but not before a step of ours, or of an app in use, that is called so.
  const isOurs = (hit: OperationHit) => tileIcon(hit) !== undefined || isOfFlow(hit) || connected.has(hit.connector);
  const isCalledSo = (hit: OperationHit) => isOurs(hit) && score(hit, words) >= IN_TITLE;
  const areMeant = isNear || isWholeName(words, ofTables) || !sorted.slice(0, 1).some(isCalledSo);
  return groups([
    { title: t('Apps'), hits: [], apps: apps.slice(0, MOST_APPS) },
    ...(areMeant ? [tables, fitting] : [fitting, tables]),
  ]);
}

/** What stands there before anything is typed. */
function unasked(all: readonly OperationHit[], ranking: Ranking): Group[] {
  const { recent, title, apps = [] } = ranking;
  const recentOnes = recent.flatMap((key) => all.filter((hit) => hitKey(hit) === key)).slice(0, 4);
  const rest = all.filter((hit) => !recentOnes.includes(hit));
  const core = rest.filter(({ connector }) => connector === 'core');
  const built = new Set(apps.filter(({ source }) => source === 'builtin').map(({ id }) => id));
  // An app that comes with Patchbay is one line: its steps would bury what else there is.
  const others = rest.filter((hit) => tileIcon(hit) === undefined && !built.has(hit.connector)).slice(0, MOST);
  return groups([
    { title: t('Recent'), hits: recentOnes },
    { title: t('Starts a flow'), hits: core.filter(({ kind }) => kind === 'trigger') },
    {
      title: recentOnes.length === 0 && core.every(({ kind }) => kind !== 'trigger') ? title : t('Logic'),
      hits: core.filter(({ kind }) => kind !== 'trigger'),
    },
    { title: t('Apps'), hits: [], apps: appsThatFit(ranking) },
    ...byConnector(rest.filter((hit) => hit.connector !== 'core' && tileIcon(hit) !== undefined)),
    { title: t('From your connectors'), hits: others },
  ]);
}

/** The apps with a step that may stand there, by name. */
function appsThatFit({ apps = [], fits }: Ranking): AppEntry[] {
  const { startsOnly, callsToo } = kindsThatFit(fits);
  return apps
    .filter(({ id, operationCount }) => operationCount > 0 && tileIcon({ connector: id }) === undefined)
    .filter(({ startsFlows }) => callsToo || (startsOnly && startsFlows === true))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

function kindsThatFit(fits: Ranking['fits']): { startsOnly: boolean; callsToo: boolean } {
  return { startsOnly: fits({ ...ANY, kind: 'trigger' }), callsToo: fits({ ...ANY, kind: 'call' }) };
}

/** An operation of nobody, to ask what may stand in a place. */
const ANY = {
  connector: '',
  version: '',
  connectorName: '',
  category: 'developer',
  operation: '',
  title: '',
  effect: 'none',
} as const;

/** Lists, Text, Dates ...: each of our own connectors under its name. */
function byConnector(hits: readonly OperationHit[]): Group[] {
  return [...Map.groupBy(hits, ({ connectorName }) => connectorName)].map(([title, own]) => ({ title, hits: own }));
}

function score(hit: OperationHit, words: string): number {
  const { title, operation, connector, connectorName } = hit;
  const name = title.toLowerCase();
  const said = withoutArticles(words);
  if (withoutArticles(name) === said) return 10;
  if (withoutArticles(name).startsWith(said) || connectorName.toLowerCase() === words) return 8;
  if (name.split(/\W+/).some((word) => word.startsWith(words)) || isNamed(hit, words)) return 6;
  if (connector === 'core' && goesBy(operation, words)) return 5;
  if (name.includes(words)) return IN_TITLE;
  // Our own steps that go by the word before somebody's operation that has it in its description.
  return tileIcon(hit) === undefined ? 2 : 3;
}

/** Whether every word begins one of its title, so that our own steps are there before the server has answered. */
function isTitled({ title }: OperationHit, words: string): boolean {
  const named = title.toLowerCase().split(/\W+/);
  return words.split(/\s+/).every((word) => named.some((name) => name.startsWith(word)));
}

/** “Send e-mail” and “Send an e-mail” are the same to who types either. */
function withoutArticles(words: string): string {
  return words.replace(/\b(?:an?|the)\s+(?=\S)/g, '');
}

/** Whether every word begins one of the app's name or of what the step does, and one of them means the app: "slack send". */
function isNamed({ title, connectorName }: OperationHit, words: string): boolean {
  const app = connectorName.toLowerCase().split(/\W+/);
  const known = [...app, ...title.toLowerCase().split(/\W+/)];
  const typed = words.split(/\s+/);
  const begins = (word: string) => (name: string) => name.startsWith(word);
  // Without the app, the server knows better: it has the other words for what a step does, and which app most people mean.
  return (
    typed.length > 1 && typed.every((word) => known.some(begins(word))) && typed.some((word) => app.some(begins(word)))
  );
}

function unique(hits: readonly OperationHit[]): OperationHit[] {
  return [...new Map(hits.map((hit) => [hitKey(hit), hit])).values()];
}

function groups(list: Group[]): Group[] {
  return list.filter(({ hits, apps = [] }) => hits.length + apps.length > 0);
}
