import {
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
  Scope,
} from 'quickjs-emscripten-core';
import { KIT } from './kit.ts';
import { LIMITS } from './limits.ts';
import type { Job, Ran, StopReason } from './protocol.ts';

type Stopped = Extract<Ran, { kind: 'stopped' }>;

/** What the code may still do once it was stopped: its error and its lines are read, which can run code of its own. */
const LAST_WORDS = { timeMs: 200, memoryBytes: 4 * 1024 * 1024 };

/** The name the code has in the interpreter's stack traces. */
const FILE = 'step';
const JOBS_AT_ONCE = 500;

/** After these the interpreter may not be as it was. */
const SPENT: ReadonlySet<StopReason> = new Set(['too-slow', 'out-of-memory', 'too-deep', 'too-large', 'crashed']);

/** One piece of code in an interpreter of its own. */
type Guest = {
  module: QuickJSWASMModule;
  runtime: QuickJSRuntime;
  context: QuickJSContext;
  kit: QuickJSHandle;
  scope: Scope;
  clock: Deadline;
};

/**
 * Runs code to its end, its limit or its error. `spent`: the interpreter was driven to a limit, so the process should not
 * be used again. Throws where the interpreter itself broke.
 */
export function runJob(module: QuickJSWASMModule, job: Job): { ran: Ran; spent: boolean } {
  const scope = new Scope();
  const guest = openGuest(module, { job, scope, clock: new Deadline(job.timeMs) });
  const ran = follow(guest, job);
  const isSpent = ran.kind === 'stopped' && SPENT.has(ran.reason);
  return { ran, spent: isSpent || !isCleared(scope) };
}

/**
 * Clears away what the code left. A code that ran out of memory can leave an interpreter that aborts over its own count of
 * objects (measured): the answer stands, the process goes.
 */
function isCleared(scope: Scope): boolean {
  try {
    scope.dispose();
    return true;
  } catch {
    return false;
  }
}

type Opening = { job: Job; scope: Scope; clock: Deadline };

function openGuest(module: QuickJSWASMModule, { job, scope, clock }: Opening): Guest {
  // The interpreter takes the seed of its random numbers from the clock when a context is made, and asks it nothing else.
  Date.now = () => job.seed;
  const runtime = scope.manage(module.newRuntime());
  runtime.setMemoryLimit(LIMITS.memoryBytes);
  runtime.setMaxStackSize(LIMITS.stackBytes);
  runtime.setInterruptHandler(() => clock.isOver());
  const context = scope.manage(runtime.newContext());
  Date.now = () => job.now;
  const kit = scope.manage(context.unwrapResult(context.evalCode(KIT, 'kit', { type: 'global' })));
  return { module, runtime, context, kit, scope, clock };
}

function follow(guest: Guest, job: Job): Ran {
  const { context, scope } = guest;
  // On the line of the wrapper, so that the lines of the code keep their numbers.
  const wrapped = `(async (input, log, console) => {${job.code}\n})`;
  const compiled = context.evalCode(wrapped, FILE, { type: 'global', strict: true });
  if (compiled.error) return stopped(guest, { error: scope.manage(compiled.error), while: 'syntax' });
  const main = scope.manage(compiled.value);
  const begun = ask(guest, 'begin', main, scope.manage(context.newString(job.input)));
  if (begun.error) return stopped(guest, { error: scope.manage(begun.error), while: 'threw' });
  begun.value.dispose();
  const state = settle(guest);
  if (state === 'returned') return returned(guest);
  if (state === 'threw') return stopped(guest, { error: thrown(guest), while: 'threw' });
  if (typeof state !== 'string') return state;
  // What was put off can swallow that it was interrupted.
  if (guest.clock.isOver()) return stopped(guest, { while: 'threw' });
  return { kind: 'stopped', reason: 'never-settled', logs: logsOf(guest) };
}

/** Carries out what promises have put off, until the code has ended or nothing is left to do. */
function settle(guest: Guest): string | Stopped {
  const { runtime, clock, scope } = guest;
  for (;;) {
    const state = textOf(guest, 'state');
    if (state !== 'pending' || !runtime.hasPendingJob()) return state;
    if (clock.isOver()) return stopped(guest, { while: 'threw' });
    const done = runtime.executePendingJobs(JOBS_AT_ONCE);
    if (done.error) return stopped(guest, { error: scope.manage(done.error), while: 'threw' });
  }
}

function returned(guest: Guest): Ran {
  const { context, scope } = guest;
  const json = ask(guest, 'result');
  if (json.error) return stopped(guest, { error: scope.manage(json.error), while: 'not-data' });
  const result = scope.manage(json.value);
  const length = context.getNumber(scope.manage(context.getProp(result, 'length')));
  if (length > LIMITS.resultCharacters) return { kind: 'stopped', reason: 'too-large', logs: logsOf(guest) };
  return { kind: 'returned', result: context.getString(result), logs: logsOf(guest) };
}

/** Why it stopped, in the words of its error, as far as they can be had. */
function stopped(guest: Guest, how: { error?: QuickJSHandle; while: 'syntax' | 'threw' | 'not-data' }): Stopped {
  const isLate = guest.clock.isOver();
  guest.clock.allow(LAST_WORDS.timeMs);
  guest.runtime.setMemoryLimit(LIMITS.memoryBytes + LAST_WORDS.memoryBytes);
  const logs = logsOf(guest);
  if (isLate || how.error === undefined) return { kind: 'stopped', reason: 'too-slow', logs };
  const message = messageOf(guest, how.error);
  const line = lineIn(textOf(guest, 'part', how.error, guest.context.newString('stack')));
  const name = textOf(guest, 'part', how.error, guest.context.newString('name'));
  const reason = limitMet(name, message) ?? (isOutOfMemory(guest, message) ? 'out-of-memory' : how.while);
  if (reason === 'too-deep' && how.while === 'not-data') {
    return { kind: 'stopped', reason: 'not-data', message: 'it is nested too deeply', logs };
  }
  return { kind: 'stopped', reason, message, ...(line === undefined ? {} : { line }), logs };
}

/** The interpreter says by an error of its own that a limit was met. */
function limitMet(name: string, message: string): StopReason | undefined {
  if (name !== 'InternalError' && name !== 'RangeError') return undefined;
  if (message === 'out of memory') return 'out-of-memory';
  if (message === 'interrupted') return 'too-slow';
  return /^(stack overflow|Maximum call stack size exceeded)$/.test(message) ? 'too-deep' : undefined;
}

/** With no memory left for an error, the interpreter throws null; that its memory has grown to the limit tells it apart. */
function isOutOfMemory({ module }: Guest, message: string): boolean {
  return message === 'null' && module.getWasmMemory().buffer.byteLength > LIMITS.memoryBytes;
}

function messageOf(guest: Guest, error: QuickJSHandle): string {
  const { context } = guest;
  const asked = ask(guest, 'isError', error);
  const isError = !asked.error && context.dump(asked.value) === true;
  asked.dispose();
  const said = isError ? textOf(guest, 'part', error, context.newString('message')) : textOf(guest, 'shown', error);
  return said.slice(0, LIMITS.messageCharacters);
}

function thrown(guest: Guest): QuickJSHandle {
  const asked = ask(guest, 'thrown');
  return guest.scope.manage(asked.error ?? asked.value);
}

/** Frames of the code itself, `(step:3:9)`; the first is where it happened. */
function lineIn(stack: string): number | undefined {
  const line = Number(new RegExp(`${FILE}:(\\d{1,7})`).exec(stack.slice(0, 4_000))?.[1]);
  return line > 0 ? line : undefined;
}

function logsOf(guest: Guest): string[] {
  const logs: unknown = JSON.parse(textOf(guest, 'logs') || '[]');
  return Array.isArray(logs) ? logs.map(String) : [];
}

/** What a function of the kit gives, where it is text; else none. */
function textOf(guest: Guest, name: string, ...args: QuickJSHandle[]): string {
  const { context, scope } = guest;
  const asked = ask(guest, name, ...args.map(scope.manage));
  if (asked.error) {
    asked.error.dispose();
    return '';
  }
  return asked.value.consume((value) => (context.typeof(value) === 'string' ? context.getString(value) : ''));
}

function ask({ context, kit }: Guest, name: string, ...args: QuickJSHandle[]) {
  return context.callMethod(kit, name, args);
}

/** When the code must have ended, by a clock that the code cannot see. */
class Deadline {
  #end: number;

  constructor(timeMs: number) {
    this.#end = performance.now() + timeMs;
  }

  isOver(): boolean {
    return performance.now() > this.#end;
  }

  allow(timeMs: number): void {
    this.#end = performance.now() + timeMs;
  }
}
