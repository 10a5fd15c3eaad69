import { OperationError, parseJson } from '@patchbay/connector';
import { LIMITS } from './limits.ts';
import type { StopReason } from './protocol.ts';
import type { Sandbox } from './sandbox.ts';

/** A code step that is to be done. */
export type CodeCall = {
  workspaceId: string;
  /** As mapped: `{ input, code }`. */
  input: unknown;
  /** The same on every attempt: its clock and its random numbers begin there, so another attempt gives the same. */
  now: number;
  key: string;
  signal?: AbortSignal;
};

/** Runs the code of a code step. Throws OperationError in words for whatever keeps it from a result. */
export async function runCode(sandbox: Sandbox, call: CodeCall): Promise<{ result: unknown; logs: string[] }> {
  const { code, input } = partsOf(call.input);
  const { workspaceId, now, key, signal } = call;
  const answer = await sandbox.run({ workspaceId, code, input, now, seed: seedOf(key), ...(signal && { signal }) });
  if (answer.kind === 'aborted') throw refusal('code_given_up', 'Nobody waited for the code any longer.');
  if (answer.kind === 'silent') throw stopped({ reason: 'too-slow', logs: [] });
  if (answer.kind === 'gone') throw stopped({ reason: 'crashed', logs: [] });
  const { ran } = answer;
  if (ran.kind === 'stopped') throw stopped(ran);
  return { result: readResult(ran.result), logs: ran.logs };
}

function partsOf(given: unknown): { code: string; input: string } {
  const { code, input = null } = (given ?? {}) as { code?: unknown; input?: unknown };
  if (typeof code !== 'string') throw refusal('code_missing', 'Write the code this step is to run.');
  if (code.length > LIMITS.codeCharacters)
    throw refusal('code_too_long', 'The code is longer than 200,000 characters.');
  const text = JSON.stringify(input);
  if (text.length <= LIMITS.inputCharacters) return { code, input: text };
  throw refusal('code_input_too_large', 'The input of the code is larger than 10 MB. Pick the part it needs.');
}

function readResult(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw refusal('code_result_not_data', 'The code returned data that is nested too deeply. Return flatter data.');
  }
}

type Stop = { reason: StopReason; message?: string | undefined; line?: number | undefined; logs: readonly string[] };

/** Each way code can stop: its code, and the words around what the interpreter said. */
const words: Record<StopReason, { code: string; sentence(where: string, said: string): string }> = {
  syntax: {
    code: 'code_not_valid',
    sentence: (where, said) => `The code cannot be read${where}: ${said}.`,
  },
  threw: { code: 'code_failed', sentence: (where, said) => `The code stopped${where}: ${said}.` },
  'too-slow': {
    code: 'code_too_slow',
    sentence: () => 'The code did not end within 10 seconds and was stopped. Look for a loop that never ends.',
  },
  'out-of-memory': {
    code: 'code_out_of_memory',
    sentence: (where) => `The code needs more than 64 MB of memory${where}. Work on less data at a time.`,
  },
  'too-deep': {
    code: 'code_too_deep',
    sentence: (where) =>
      `The code calls itself too many times${where}. Look for a function that never stops calling itself.`,
  },
  'never-settled': {
    code: 'code_never_ends',
    sentence: () =>
      'The code waits for a promise that nothing settles. There are no timers and no network in a code step.',
  },
  'not-data': {
    code: 'code_result_not_data',
    sentence: (_, said) => `What the code returned is not plain data: ${said}. Return text, numbers, lists and fields.`,
  },
  'too-large': {
    code: 'code_result_too_large',
    sentence: () => 'The code returned more than 5 MB. Return less.',
  },
  crashed: {
    code: 'code_crashed',
    sentence: () => 'The code broke the program it ran in, and was stopped. Nothing else was touched.',
  },
};

function stopped({ reason, message, line, logs }: Stop): OperationError {
  const { code, sentence } = words[reason];
  const where = line === undefined ? '' : ` at line ${line}`;
  const said = (message ?? '').trim().replace(/[.!]+$/, '') || 'it threw an error without words';
  const raw = logs.length === 0 ? {} : { raw: `Logged before it stopped:\n${logs.join('\n')}`.slice(0, 2_000) };
  return new OperationError({ code, message: sentence(where, said), retry: 'never', ...raw });
}

function refusal(code: string, message: string): OperationError {
  return new OperationError({ code, message, retry: 'never' });
}

/** FNV-1a, 32 bits: spreads, and is no secret. */
function seedOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
