import { OperationError, own } from '@patchbay/connector';
import { type Input, textIn, wholeNumberIn } from '@patchbay/connectors';
import type { CallResult } from '@patchbay/execution';
import { DONE } from '@patchbay/flow';
import {
  SavedValueError,
  type SavedValueStore,
  savedKey,
  savedText,
  type Write,
} from '../../savedValues/savedValueStore.ts';
import type { Hosted, HostedCall, HostedOperations } from './hosted.ts';
import { inputOf } from './inputOf.ts';

type Work = { values: SavedValueStore; workspaceId: string; write: Write; input: Input; key: string; now: number };

type Deed = (work: Work) => Promise<unknown>;

/** The hands of the steps for saved values. In a try on sample data reads read and writes only say what they would do. */
export function hostedSavedValues(values: SavedValueStore, now: () => number): HostedOperations {
  const hand = (live: Deed, mock: Deed = live): Hosted => ({
    call: (call) => carryOut({ values, now: now() }, call, live),
    mock: (call) => carryOut({ values, now: now() }, call, mock),
  });
  return {
    'store/setValue': hand(setValue, async ({ input }) => ({ value: savedValue(input) })),
    'store/getValue': hand(getValue),
    'store/increase': hand(increase, tryIncrease),
    'store/removeValue': hand(
      async ({ values, write, key }) => ({ existed: await values.remove(write, savedKey(key)) }),
      async ({ values, workspaceId, key }) => ({ existed: (await values.get(workspaceId, key)) !== null }),
    ),
    'store/listValues': hand(listValues),
  };
}

async function carryOut(
  { values, now }: Pick<Work, 'values' | 'now'>,
  call: HostedCall,
  deed: Deed,
): Promise<CallResult> {
  const input = inputOf(call);
  const { workspaceId, idempotencyKey } = call;
  const key = textIn(input, { name: 'key', title: 'Key' });
  const work = { values, now, workspaceId, write: { workspaceId, idempotencyKey }, input, key };
  try {
    return { outlet: DONE, output: await deed(work) };
  } catch (error) {
    if (!(error instanceof SavedValueError)) throw error;
    throw new OperationError({ code: error.code, message: error.message, retry: 'never' }, { cause: error });
  }
}

const setValue: Deed = async ({ values, write, input, key, now }) => {
  const value = savedValue(input);
  await values.set(write, { key: savedKey(key), value, expiresAt: expiryOf(input, now) });
  return { value };
};

const getValue: Deed = async ({ values, workspaceId, input, key }) => {
  const saved = await values.get(workspaceId, key);
  return { value: saved === null ? (own(input, 'default') ?? null) : saved.value, found: saved !== null };
};

const increase: Deed = async ({ values, write, input, key, now }) => ({
  value: await values.increase(write, { key, by: stepOf(input), expiresAt: expiryOf(input, now) }),
});

const tryIncrease: Deed = async ({ values, workspaceId, input, key }) => {
  const saved = (await values.get(workspaceId, key))?.value ?? 0;
  return { value: (typeof saved === 'number' ? saved : 0) + stepOf(input) };
};

const listValues: Deed = async ({ values, workspaceId, input }) => {
  const limit = wholeNumberIn(input, { name: 'limit', title: 'At most', min: 1, max: 1_000, fallback: 100 });
  const prefix = textIn(input, { name: 'prefix', title: 'Keys that begin with' });
  const { items } = await values.list(workspaceId, { prefix, limit });
  return {
    items: items.map(({ key, value, updatedAt }) => ({ key, value, changedAt: updatedAt })),
    count: items.length,
  };
};

function savedValue(input: Input): unknown {
  const value = own(input, 'value') ?? null;
  savedText(value);
  return value;
}

function stepOf(input: Input): number {
  const by = own(input, 'by') ?? 1;
  const number = typeof by === 'string' && by.trim() !== '' ? Number(by) : by;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new SavedValueError('value_not_number', 'A counter grows by a number.');
}

function expiryOf(input: Input, now: number): number | null {
  const given = own(input, 'minutes');
  if (given === undefined || given === null || given === '') return null;
  const minutes = { name: 'minutes', title: 'Forget after minutes', min: 1, max: 5_256_000, fallback: 1 };
  return now + wholeNumberIn(input, minutes) * 60_000;
}
