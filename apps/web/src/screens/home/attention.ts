import type { ConnectionRow, FlowRow, RunRow } from '../../api/types.ts';
import { t, tn } from '../../texts/t.ts';
import { errorWords, gistWords } from '../runs/gistWords.ts';

/** Something a person has to do, in one sentence, and where. */
export type Concern =
  | { kind: 'run'; key: string; title: string; sentence: string; runId: string; at: string; count: number }
  | { kind: 'flow'; key: string; title: string; sentence: string; flowId: string }
  | { kind: 'account'; key: string; title: string; sentence: string; connectionId: string }
  | { kind: 'approvals'; key: string; title: string; sentence: string };

type Known = {
  /** Failed ones and those that wait for a decision, the newest first. */
  runs: readonly Pick<
    RunRow,
    'id' | 'flowId' | 'flowName' | 'status' | 'error' | 'erred' | 'gist' | 'startedAt' | 'mode'
  >[];
  flows: readonly Pick<FlowRow, 'id' | 'name' | 'active' | 'lookError'>[];
  accounts: readonly Pick<ConnectionRow, 'id' | 'name' | 'state' | 'problem' | 'expiresAt'>[];
  approvals: number;
  /** Milliseconds since 1970. */
  now: number;
};

const DAY = 86_400_000;
const SOON_DAYS = 7;

/** What needs a person, the worst first: accounts that stop flows, runs that wait for a decision, flows that fail. */
export function concerns({ runs, flows, accounts, approvals, now }: Known): Concern[] {
  return [
    ...accounts.flatMap((account) => accountConcern(account, now)),
    ...(approvals === 0 ? [] : [approvalsConcern(approvals)]),
    ...runConcerns(runs),
    ...flows.flatMap(({ id, name, active, lookError }) =>
      active && lookError !== null
        ? [{ kind: 'flow' as const, key: `flow ${id}`, title: name, sentence: lookError, flowId: id }]
        : [],
    ),
  ];
}

function accountConcern({ id, name, state, problem, expiresAt }: Known['accounts'][number], now: number): Concern[] {
  const account = (sentence: string): Concern[] => [
    { kind: 'account', key: `account ${id}`, title: name, sentence, connectionId: id },
  ];
  if (state === 'broken') return account(problem ?? t('It does not work any more. Connect it again.'));
  if (expiresAt === undefined) return [];
  const days = Math.ceil((Date.parse(expiresAt) - now) / DAY);
  if (days > SOON_DAYS) return [];
  if (days <= 0) return account(t('It has ended. Connect it again.'));
  return account(
    tn(days, 'It ends within a day. Connect it again before.', 'It ends in {count} days. Connect it again before.'),
  );
}

function approvalsConcern(count: number): Concern {
  const title = tn(count, '1 question waits for you', '{count} questions wait for you');
  return { kind: 'approvals', key: 'approvals', title, sentence: t('Runs go on when you have answered.') };
}

/** One line a flow and state: twenty failures of the same flow are one thing to look at. */
function runConcerns(runs: Known['runs']): Concern[] {
  const byFlow = new Map<string, Known['runs'][number][]>();
  for (const run of runs) {
    if (run.mode === 'mock') continue;
    const key = `${run.status} ${run.flowId}`;
    byFlow.set(key, [...(byFlow.get(key) ?? []), run]);
  }
  return [...byFlow].flatMap(([key, [last, ...others]]) => {
    if (last === undefined) return [];
    const count = others.length + 1;
    const asks = last.status === 'needs_attention';
    const sentence = asks ? t('A step needs a decision.') : (errorWords(last) ?? t('A step failed.'));
    // One of many is not the point.
    const gist = count === 1 ? gistWords(last) : undefined;
    return [
      {
        kind: 'run' as const,
        key,
        title: last.flowName,
        sentence: gist === undefined ? sentence : `${gist} — ${sentence}`,
        runId: last.id,
        at: last.startedAt,
        count,
      },
    ];
  });
}
