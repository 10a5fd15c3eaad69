import type { Failure } from '@patchbay/connector';
import { ERROR, type FlowDocument, graphOf, type Step } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { told } from '../../texts/told.ts';
import type { StepFace } from '../document/createCatalog.ts';
import { isPlural, listNoun, pluralOf, singularOf } from '../document/nouns.ts';

/** What a run is told in: the nouns of the person's work, the names of apps and of ways out. */
export type RunWords = {
  /** What a step gives many of: "invoices". Undefined where its words do not say. */
  nounOf(step: string): string | undefined;
  /** "HubSpot". */
  appOf(step: string): string;
  /** "no", as it is printed at the step. */
  outletOf(step: string, outlet: string): string;
};

type Faces = { faceOf(step: Pick<Step, 'uses' | 'inputs'>): StepFace };

/** The words of a document's steps. */
export function runWordsOf(flow: FlowDocument, catalog: Faces): RunWords {
  const steps = new Map<string, Step>(Object.entries(flow.steps));
  const graph = graphOf(flow);
  const faceOf = (id: string) => {
    const step = steps.get(id);
    return step && catalog.faceOf(step);
  };
  return {
    nounOf(id) {
      const loops = graph.outgoing(id).map(({ to }) => loopNoun(steps.get(to)?.name ?? ''));
      const named = [steps.get(id)?.name ?? '', faceOf(id)?.title ?? ''].map(listNoun);
      return [...loops, loopNoun(steps.get(id)?.name ?? ''), ...named].find((noun) => noun !== undefined);
    },
    appOf: (id) => {
      const connector = faceOf(id)?.connector;
      return connector === undefined || connector.id === 'core' ? t('The other side') : connector.name;
    },
    outletOf: (id, outlet) => faceOf(id)?.outlets.find(({ name }) => name === outlet)?.label ?? outlet,
  };
}

/** "For each invoice" goes through invoices. */
function loopNoun(name: string): string | undefined {
  const [, noun] = /^for (?:each|every|all) (?:of the |of |the )?(\p{L}[\p{L} -]{1,28})$/iu.exec(name.trim()) ?? [];
  if (noun === undefined || /^items?$/i.test(noun)) return undefined;
  const lower = noun.toLowerCase();
  return isPlural(lower) ? lower : pluralOf(lower);
}

/** "12 invoices", "1 invoice"; items where nobody knows of what. */
export function countWords(count: number, noun = 'items'): string {
  return `${count.toLocaleString('en')} ${count === 1 ? singularOf(noun) : noun}`;
}

/** What people know a thing by, the best first. */
const NAMES = ['number', 'name', 'title', 'subject', 'email', 'label', 'key', 'id'];
const MOST_NAME = 24;

/** One item of a list by its name: "invoice 2041", "Ann"; undefined where nothing in it is one. */
export function itemWords(item: unknown, noun: string | undefined): string | undefined {
  const found = nameIn(item);
  if (found === undefined) return undefined;
  const name = found.length > MOST_NAME ? `${found.slice(0, MOST_NAME - 1)}…` : found;
  return noun !== undefined && /^[\d#]/.test(name) ? `${singularOf(noun)} ${name}` : name;
}

function nameIn(item: unknown): string | undefined {
  if (typeof item === 'number' || (typeof item === 'string' && item.trim() !== '')) return String(item).trim();
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  const fields = new Map(Object.entries(item).map(([name, value]) => [name.toLowerCase(), value as unknown]));
  for (const name of NAMES) {
    const value = fields.get(name);
    if (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) return String(value).trim();
  }
  return undefined;
}

const BUSY: ReadonlySet<string> = new Set(['too_many_requests', 'budget_used_up']);

/** Why a step had to be tried again, in a few words: "HubSpot was busy." */
export function troubleWords(failure: Failure, app: string): string {
  const { code, status = 0 } = failure;
  if (status === 429 || BUSY.has(code)) return t('{app} was busy.', { app });
  if (code === 'timed_out') return t('{app} did not answer in time.', { app });
  if (status >= 500 || code === 'api_unavailable') return t('{app} had trouble of its own.', { app });
  const sentence = told(failure);
  return sentence.split(/(?<=[.!?])\s/)[0] ?? sentence;
}

type Ended = { status: string; outlet?: string | undefined };

/** Why a run did not come to a step: "Skipped: “Has a phone?” said no"; undefined where its wires do not say. */
export function skippedWords(
  flow: FlowDocument,
  step: string,
  { ended, words }: { ended(step: string): Ended | undefined; words: RunWords },
): string | undefined {
  const graph = graphOf(flow);
  const seen = new Set<string>();
  const left = [step];
  for (let id = left.shift(); id !== undefined; id = left.shift()) {
    for (const { from, outlet } of graph.incoming(id)) {
      if (seen.has(from)) continue;
      seen.add(from);
      const before = ended(from);
      const name = graph.step(from)?.name ?? '';
      if (before?.status === 'failed' && before.outlet !== ERROR) return t('Not reached: “{name}” failed', { name });
      if (before?.status === 'succeeded' && outlet === ERROR) return t('Skipped: “{name}” did not fail', { name });
      if (before?.status === 'succeeded' && before.outlet !== undefined && before.outlet !== outlet)
        return t('Skipped: “{name}” said {outlet}', { name, outlet: words.outletOf(from, before.outlet) });
      left.push(from);
    }
  }
  return undefined;
}
