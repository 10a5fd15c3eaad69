import type { Failure } from '@patchbay/connector';
import type { Journal, RunEvent } from '@patchbay/execution';
import type { Pool } from 'pg';
import { gistOf } from '../../runs/gist/gistOf.ts';
import type { Append, NewRun, Projection } from './appendStatement.ts';
import { approvalsIn } from './approvalParts.ts';
import { GroupCommit } from './groupCommit.ts';

export type { Caller, NewRun } from './appendStatement.ts';

/** Told of events once they are durable, in order for each run. `from` is the index of the first. */
export type DurableListener = (runId: string, from: number, events: readonly RunEvent[]) => void;

/** The journals of all runs, in PostgreSQL. */
export type RunJournal = Pick<Journal, 'read' | 'append'> & {
  /** The same journal for one run that is not there yet: its first append writes the run's row too. */
  opening(run: NewRun): Journal;
  /** How many events a run has; 0 when it is not there. */
  length(runId: string): Promise<number>;
  /** Events from index `from` on. */
  readFrom(runId: string, from: number): Promise<RunEvent[]>;
  /** All events, some at a time, for journals too long to be held. `size`: the length of their JSON. */
  pages(runId: string): AsyncIterable<{ events: RunEvent[]; size: number }>;
  /** Resolves when everything handed in so far is settled. */
  idle(): Promise<void>;
};

/** What is read of journals. */
export type JournalReads = Pick<RunJournal, 'read' | 'readFrom' | 'pages' | 'length'>;

/** `onConcern` is called when something durable concerns other runs (`concernsOthers`). */
export function createJournal(
  pool: Pool,
  onDurable: DurableListener = () => undefined,
  onConcern: () => void = () => undefined,
): RunJournal {
  const commits = new GroupCommit(pool);

  const write = async (append: Append, events: readonly RunEvent[]) => {
    await commits.write(append);
    onDurable(append.runId, append.index, events);
    if (append.concernsOthers) onConcern();
  };

  const reads = createJournalReads(pool);
  return {
    ...reads,
    append: (runId, expectedLength, events) =>
      write(encode({ runId, index: expectedLength, events, projects: project(events) }), events),
    opening: (run) => ({
      read: reads.read,
      readFrom: reads.readFrom,
      append: (runId, expectedLength, events) =>
        write(
          encode({
            runId,
            index: expectedLength,
            events,
            projects: project(events),
            opens: expectedLength === 0 ? run : undefined,
          }),
          events,
        ),
    }),
    idle: () => commits.idle(),
  };
}

/** Journals as they are read, by whatever connections. */
export function createJournalReads(pool: Pool): JournalReads {
  const readFrom = async (runId: string, from: number): Promise<RunEvent[]> => {
    const { rows } = await pool.query<[number, string]>({
      name: 'journal-read',
      text: `select index, events from run_journal where run_id = $1 and index >= coalesce(
          (select max(index) from run_journal where run_id = $1 and index <= $2), 0) order by index`,
      values: [runId, from],
      rowMode: 'array',
    });
    // Written by `append` below and by nobody else.
    const events = rows.flatMap(([, text]) => JSON.parse(text) as RunEvent[]);
    return events.slice(Math.max(0, from - (rows[0]?.[0] ?? 0)));
  };

  return {
    read: (runId) => readFrom(runId, 0),
    readFrom,
    pages: (runId) => pagesOf(pool, runId),
    length: async (runId) => {
      const { rows } = await pool.query<{ length: number }>({
        name: 'journal-length',
        text: 'select index + count as length from run_journal where run_id = $1 order by index desc limit 1',
        values: [runId],
      });
      return rows[0]?.length ?? 0;
    },
  };
}

/** A row may hold a few thousand events, or a single one: the next page has more rows where one was small. */
const ROWS_A_PAGE = 10;
const MOST_ROWS_A_PAGE = 1_000;
const SMALL_PAGE = 200_000;

async function* pagesOf(pool: Pool, runId: string): AsyncGenerator<{ events: RunEvent[]; size: number }> {
  let most = ROWS_A_PAGE;
  for (let from = 0; ; ) {
    const { rows } = await pool.query<[index: number, events: string]>({
      name: 'journal-page',
      text: `select index, events from run_journal where run_id = $1 and index >= $2 order by index limit $3`,
      values: [runId, from, most],
      rowMode: 'array',
    });
    const last = rows.at(-1);
    if (last === undefined) return;
    const size = rows.reduce((sum, [, text]) => sum + text.length, 0);
    yield { events: rows.flatMap(([, text]) => JSON.parse(text) as RunEvent[]), size };
    from = last[0] + 1;
    most = size < SMALL_PAGE ? Math.min(2 * most, MOST_ROWS_A_PAGE) : ROWS_A_PAGE;
  }
}

function encode(append: {
  runId: string;
  index: number;
  events: readonly RunEvent[];
  projects: Projection | undefined;
  opens?: NewRun | undefined;
}): Append {
  const { runId, index, events, projects, opens } = append;
  const approvals = approvalsIn(events);
  return {
    runId,
    index,
    count: events.length,
    events: JSON.stringify(events),
    ...(projects && { projects }),
    ...(approvals && { approvals }),
    ...(events.some(({ type }) => type === 'step.resumed') && { hasWord: true }),
    ...(events.some((event) => concernsOthers(event, opens)) && { concernsOthers: true }),
    ...(opens && { opens, gist: gistIn(events) }),
  };
}

/** In short, what the run was started with that begins with these events. */
export function gistIn([first]: readonly RunEvent[]): string | null {
  return first?.type === 'run.started' ? gistOf(first.payload) : null;
}

/**
 * Whether others are to be told: the run that called this one, unless it is still there and sees the end itself; those
 * that this one called and does not wait for any longer.
 */
function concernsOthers(event: RunEvent, opens: NewRun | undefined): boolean {
  if (event.type === 'step.failed') return event.failure.code === 'timed_out';
  if (event.type !== 'run.finished') return false;
  const isAwaited = (event.depth ?? 0) > 0 && opens?.caller === undefined;
  return isAwaited || event.outcome === 'cancelled' || event.failure !== undefined;
}

/** What these events change in the run's row, which is a projection of its journal and never decided on. */
function project(events: readonly RunEvent[]): Projection | undefined {
  let last: Ended | undefined;
  let projection: Projection | undefined;
  for (const event of events) {
    if (event.type === 'step.failed') last = endedBy(event.failure, stepAt(event.path));
    if (event.type === 'step.retried' || event.type === 'step.skipped')
      projection = { status: 'running', finishedAt: null, error: null, failure: null };
    if (event.type === 'run.finished') {
      const told = event.outcome === 'failed' ? (endOf(event) ?? last) : undefined;
      const { error = null, failure = null } = told ?? {};
      projection = { status: event.outcome, finishedAt: event.at, error, failure };
    }
  }
  return projection;
}

type Ended = Pick<Projection, 'error' | 'failure'>;

/** Why, where the last event says so itself. */
function endOf({ failure, error, erred }: Extract<RunEvent, { type: 'run.finished' }>): Ended | undefined {
  if (failure !== undefined) return endedBy(failure);
  return error === undefined ? undefined : { error, failure: erred === undefined ? null : JSON.stringify(erred) };
}

function endedBy({ message, said }: Pick<Failure, 'message' | 'said'>, step?: string): Ended {
  const erred = { ...(step !== undefined && { step }), ...(said && { said }) };
  return { error: message, failure: step === undefined && said === undefined ? null : JSON.stringify(erred) };
}

/** "send" of "eachOrder[3]/send". */
function stepAt(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\[\d+\]$/, '');
}
