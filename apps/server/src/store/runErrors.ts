import type { Said } from '@patchbay/words';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { RunRow } from '../runs/runPorts.ts';

/** What a run's row says of its error beside the sentence; written by the journal and by nobody else. */
const Erred = z.object({ step: z.string().optional(), said: z.custom<Said>().optional() });

/** A line's row as it stands, with the id of the step in it. */
export function erredIn(failure: string | null): Pick<RunRow, 'erred'> {
  if (failure === null) return {};
  const { step, said } = Erred.parse(JSON.parse(failure));
  return { erred: { ...(step !== undefined && { step }), ...(said !== undefined && { said }) } };
}

type Lined = { row: RunRow; planId: string };

/** Rows with the names of the steps that failed, as they were called in what the run followed; each document is opened once. */
export async function withStepNames(pool: Pool, lines: readonly Lined[]): Promise<RunRow[]> {
  const asked = lines.flatMap(({ row: { erred }, planId }) =>
    erred?.step === undefined ? [] : [[planId, erred.step]],
  );
  if (asked.length === 0) return lines.map(({ row }) => row);
  const pairs = [...new Map(asked.map((pair) => [pair.join(' '), pair])).values()];
  const { rows } = await pool.query<{ pair: string; name: string | null }>({
    name: 'run-step-names',
    text: `select w.plan_id || ' ' || w.step as pair, p.document -> 'steps' -> w.step ->> 'name' as name
      from unnest($1::uuid[], $2::text[]) as w (plan_id, step) join run_plan p on p.id = w.plan_id`,
    values: [pairs.map(([planId]) => planId), pairs.map(([, step]) => step)],
  });
  const names = new Map(rows.map(({ pair, name }) => [pair, name]));
  return lines.map(({ row, planId }) => (row.erred ? { ...row, erred: named(row.erred, { names, planId }) } : row));
}

type Names = { names: ReadonlyMap<string, string | null>; planId: string };

function named(
  { step, ...erred }: NonNullable<RunRow['erred']>,
  { names, planId }: Names,
): NonNullable<RunRow['erred']> {
  const name = step === undefined ? undefined : names.get(`${planId} ${step}`);
  return name == null ? erred : { ...erred, step: name };
}
