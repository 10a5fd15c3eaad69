import type { Effect, Operation } from '@patchbay/connector';
import { ERROR, type FlowDocument, graphOf, loopsAround, type OperationRef, type Step } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { durationText } from '../../ui/relativeTime.ts';
import { countWords } from './runWords.ts';

/** What one step would send in a live try. `atLeast`: it may be more, where pages or the items of a loop are not known. */
type StepCalls = {
  step: string;
  name: string;
  calls: number;
  atLeast: boolean;
  mayNotCome: boolean;
  sentence?: string;
};

/** The calls to one account, and how long they take at its limit. */
export type AccountCalls = {
  app: string;
  account: string | undefined;
  calls: number;
  atLeast: boolean;
  limit?: string;
};

export type CallPreview = { steps: StepCalls[]; accounts: AccountCalls[] };

export type PreviewInput = {
  /** The part that is tried. */
  flow: FlowDocument;
  find(uses: OperationRef): Operation | undefined;
  appOf(step: Step): string;
  accountOf(step: Step): string | undefined;
  /** How many items a loop has in the sample; undefined where nobody knows. */
  itemsOf(loop: string): number | undefined;
  /** Steps that are not carried out: pinned, or taken from an earlier run. */
  given: ReadonlySet<string>;
};

/** What a live try would send, before it is: worked out from the drawing, the sample's lists and the apps' limits. Pure. */
export function callPreview(input: PreviewInput): CallPreview {
  const { flow, find, given } = input;
  const graph = graphOf(flow);
  const steps: StepCalls[] = [];
  const accounts = new Map<string, AccountCalls & { perMs: number; requests: number }>();
  for (const step of Object.values(flow.steps)) {
    const operation = find(step.uses);
    if (operation === undefined || given.has(step.id) || step.disabled === true || !leaves(step, operation)) continue;
    const loops = loopsAround(flow, step.id).map((loop) => input.itemsOf(loop));
    const calls = loops.reduce<number>((product, items) => product * (items ?? 1), 1);
    const atLeast = loops.includes(undefined) || takesMorePages(step, operation);
    const around = [step.id, ...loopsAround(flow, step.id)];
    const mayNotCome = around.some((id) => graph.incoming(id).some(({ from, outlet }) => isOneOfMany(from, outlet)));
    const app = input.appOf(step);
    const account = input.accountOf(step);
    const sentence = sentenceOf(step, operation, { calls, app, account });
    steps.push({
      step: step.id,
      name: step.name,
      calls,
      atLeast,
      mayNotCome,
      ...(sentence !== undefined && { sentence }),
    });
    const key = JSON.stringify([app, account]);
    const known = accounts.get(key) ?? { app, account, calls: 0, atLeast: false, perMs: 0, requests: 0 };
    const { requests, perMs } = strictest(known, operation.limit);
    accounts.set(key, { ...known, calls: known.calls + calls, atLeast: known.atLeast || atLeast, requests, perMs });
  }
  return { steps, accounts: [...accounts.values()].map(withLimit) };

  function isOneOfMany(from: string, outlet: string): boolean {
    const step = graph.step(from);
    const kind = step && find(step.uses)?.kind;
    return outlet === ERROR || kind === 'branch' || kind === 'switch';
  }
}

/** Whether carrying it out sends something to another system. */
function leaves({ uses }: Step, { kind, effect, hosted }: Operation): boolean {
  if (kind !== 'call' || effect === 'none') return false;
  return hosted !== true || uses.operation === 'sendEmail' || uses.connector === 'email';
}

function takesMorePages({ inputs }: Step, { paging }: Operation): boolean {
  const pages = inputs.pages;
  return paging !== undefined && pages !== undefined && JSON.stringify(pages).includes('all');
}

type Limit = { requests: number; perMs: number };

function strictest(known: Limit, limit: Operation['limit']): Limit {
  if (limit === undefined) return known;
  if (known.requests === 0) return limit;
  return limit.requests / limit.perMs < known.requests / known.perMs ? limit : known;
}

function withLimit({ requests, perMs, ...account }: AccountCalls & Limit): AccountCalls {
  if (requests === 0) return account;
  const waits = Math.ceil(account.calls / requests) - 1;
  const span = perMs === 1_000 ? t('second') : perMs === 60_000 ? t('minute') : durationText(perMs);
  const rate = t('{requests} a {span}', { requests: requests.toLocaleString('en'), span });
  const limit =
    waits < 1
      ? t('well within its limit of {rate}', { rate })
      : t('about {duration} at its limit of {rate}', { duration: durationText(waits * perMs), rate });
  return { ...account, limit };
}

const VERBS: Record<Exclude<Effect, 'none' | 'read'>, string> = {
  create: t('creates'),
  update: t('changes'),
  delete: t('deletes'),
  send: t('sends'),
};

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** "This creates 1 real contact in HubSpot (Sales team)."; undefined for a step that only looks. */
function sentenceOf(
  { name, uses, inputs }: Step,
  { effect, title, callsFlow, repeat }: Operation,
  { calls, app, account }: { calls: number; app: string; account: string | undefined },
): string | undefined {
  if (callsFlow) return t('“{name}” runs the other flow for real.', { name });
  if (effect === 'none' || effect === 'read') return undefined;
  if (repeat === 'by-method') {
    const method = inputs.method?.kind === 'literal' ? String(inputs.method.value).toUpperCase() : 'GET';
    if (READS.has(method)) return undefined;
    return t('“{name}” sends {count}.', { name, count: countWords(calls, t('real {method} requests', { method })) });
  }
  const where = `${effect === 'send' ? t('with') : t('in')} ${app}${account === undefined ? '' : ` (${account})`}`;
  const noun = nounIn(title);
  if (noun === undefined || uses.connector === 'core')
    return t('“{name}” {VERBS} something real {where}.', { name, VERBS: VERBS[effect], where });
  return t('This {VERBS} {calls} real {value} {where}.', {
    VERBS: VERBS[effect],
    calls: calls.toLocaleString('en'),
    value: calls === 1 ? noun : plural(noun),
    where,
  });
}

const MAKES =
  /^(?:create|add|insert|append|new|make|upload|send|post|publish|reply to|update|change|edit|set|upsert|delete|remove|archive)\s+(?:or \w+\s+)?(?:an? |the )?(.+)$/i;

/** "Create contact" is about a contact. */
function nounIn(title: string): string | undefined {
  const [, rest = ''] = MAKES.exec(title.trim()) ?? [];
  const noun = rest.split(/\s+(?:to|in|into|from|of|on|for|with|by)\s+/i)[0]?.toLowerCase() ?? '';
  return /^[\p{L}][\p{L}\- ]{1,30}$/u.test(noun) ? noun : undefined;
}

function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(noun) ? noun : `${noun}s`;
}

/** "12 calls to HubSpot (Sales team), about 2 min at its limit of 10 a second." */
export function accountSentence({ app, account, calls, atLeast, limit }: AccountCalls): string {
  const name = account === undefined || account === app ? app : `${app} (${account})`;
  const end = limit === undefined ? '' : `, ${limit}`;
  return t('{value}{count} to {name}{end}.', {
    value: atLeast ? t('At least ') : '',
    count: countWords(calls, 'calls'),
    name,
    end,
  });
}
