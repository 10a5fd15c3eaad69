import { OperationError } from '@patchbay/connector';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { linesOf } from './lines.ts';
import { type CodeCall, runCode } from './runCode.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
import { SandboxProcess } from './sandboxProcess.ts';

const opened: Sandbox[] = [];
afterEach(() => Promise.all(opened.splice(0).map((sandbox) => sandbox.close())));

/** A sandbox, what was started for it, and a short way to run code in it. */
function open(options: SandboxOptions = {}) {
  const started: SandboxProcess[] = [];
  const start = () => {
    const process = new SandboxProcess();
    started.push(process);
    return process;
  };
  const sandbox = createSandbox({ start, ...options });
  opened.push(sandbox);
  const run = (code: string, call: Partial<CodeCall> & { from?: unknown } = {}) => {
    const { from = null, ...rest } = call;
    return runCode(sandbox, { workspaceId: 'w', input: { code, input: from }, now: 1_000, key: 'k', ...rest });
  };
  return { started, run };
}

const failureOf = (running: Promise<unknown>) =>
  running.then(
    () => undefined,
    (error: unknown) => (error instanceof OperationError ? error.failure : error),
  );

describe('a code step', () => {
  it('gives back what the code returns and what it logged', async () => {
    const code = 'log("lines", input.lines);\nconsole.log(true);\nreturn input.lines.length';
    const from = { lines: [{ a: 1 }, null] };
    expect(await open().run(code, { from })).toEqual({ result: 2, logs: ['lines [{"a":1},null]', 'true'] });
  });

  it('says in which line it stopped, and keeps what was logged', async () => {
    const { run } = open();
    expect(await failureOf(run('log("began");\nconst a = 1;\nreturn input.order.total;', { from: {} }))).toEqual({
      code: 'code_failed',
      message: "The code stopped at line 3: cannot read property 'total' of undefined.",
      retry: 'never',
      raw: 'Logged before it stopped:\nbegan',
    });
    expect(await failureOf(run('const a = 1;\nlet b == 2;'))).toMatchObject({
      code: 'code_not_valid',
      message: expect.stringMatching(/^The code cannot be read at line 2: /),
    });
  });

  it('says nothing of ours', async () => {
    const said = JSON.stringify(await failureOf(open().run('throw new Error(new Error("x").stack)')));
    expect(said).not.toMatch(/node:|\/sandbox|\.ts/);
  });

  it('gives the same again on another attempt, and other random numbers in another step', async () => {
    const { run } = open();
    const code = 'return [Math.random(), Math.random(), new Date().toISOString()]';
    const first = await run(code);
    expect(await run(code)).toEqual(first);
    expect(first).toMatchObject({ result: [expect.any(Number), expect.any(Number), '1970-01-01T00:00:01.000Z'] });
    expect(await run(code, { key: 'another' })).not.toEqual(first);
  });

  it('leaves nothing for the next one', async () => {
    const { run } = open();
    await run('globalThis.left = 1; Object.prototype.left = 1; Array.prototype.map = 1');
    expect(await run('return [typeof left, typeof {}.left, typeof [].map]')).toMatchObject({
      result: ['undefined', 'undefined', 'function'],
    });
  });

  it('keeps 500 lines and says how many more there were', async () => {
    const { logs } = await open().run('for (let i = 0; i < 600; i += 1) log(i)');
    expect(logs).toHaveLength(501);
    expect(logs.at(-1)).toBe('and 100 more lines');
  });

  it.each([
    [{}, 'code_missing'],
    [{ code: 'x'.repeat(200_001) }, 'code_too_long'],
    [{ code: 'return 1', input: 'x'.repeat(10_000_001) }, 'code_input_too_large'],
  ])('is refused before it starts where it cannot be run', async (input, code) => {
    const { run, started } = open();
    expect(await failureOf(run('', { input }))).toMatchObject({ code });
    expect(started).toEqual([]);
  });

  it('takes 64 MB at most, whatever its input', async () => {
    const from = Array.from({ length: 200_000 }, (_, id) => ({ id, name: `item ${id}` }));
    // As much time as it takes: it is the memory that is to end it.
    const { run } = open({ timeMs: 100_000 });
    expect(await run('return input.filter(({ id }) => id % 2).length', { from })).toMatchObject({ result: 100_000 });
    const greedy = 'const all = []; for (;;) all.push("x".repeat(1e6) + all.length)';
    expect(await failureOf(run(greedy))).toMatchObject({ code: 'code_out_of_memory' });
  });
});

describe('the processes', () => {
  it('serve one workspace all their life', async () => {
    const { run, started } = open({ size: 1 });
    for (const workspaceId of ['a', 'a', 'b', 'a']) await run('return 1', { workspaceId });
    const alive = started.filter(({ isAlive }) => isAlive);
    // One for each change of workspace, and one that is ready for the next.
    expect(started).toHaveLength(4);
    expect(alive).toHaveLength(2);
  });

  it('run side by side, and others wait their turn', async () => {
    const { run, started } = open({ size: 2 });
    const results = await Promise.all(Array.from({ length: 20 }, (_, from) => run('return input * 2', { from })));
    expect(results.map(({ result }) => result)).toEqual(Array.from({ length: 20 }, (_, from) => from * 2));
    expect(started.length).toBeLessThanOrEqual(3);
  });

  it('are not all held by one workspace while another waits', async () => {
    const { run } = open({ size: 2, timeMs: 700 });
    const ended: string[] = [];
    const loops = [1, 2, 3, 4].map(() =>
      failureOf(run('for (;;) {}', { workspaceId: 'a' })).then(() => ended.push('a')),
    );
    const other = run('return 1', { workspaceId: 'b' }).then(() => ended.push('b'));
    await other;
    expect(ended.filter((workspace) => workspace === 'a').length).toBeLessThanOrEqual(2);
    await Promise.all(loops);
  });

  it('are replaced when one dies under the code, which is told', async () => {
    const { run, started } = open({ size: 1 });
    await run('return 1');
    const running = failureOf(run('for (;;) {}'));
    started[0]?.kill();
    expect(await running).toMatchObject({ code: 'code_crashed', retry: 'never' });
    expect(await run('return 2')).toMatchObject({ result: 2 });
  });

  it('are replaced when one dies while nobody looks', async () => {
    const { run, started } = open({ size: 1 });
    await run('return 1');
    process.kill(started[0]?.pid ?? 0, 'SIGKILL');
    await started[0]?.gone;
    expect(await run('return 2')).toMatchObject({ result: 2 });
  });

  it('stop when nobody waits any longer, running or not yet', async () => {
    const { run, started } = open({ size: 1 });
    await run('return 1');
    const [first, second] = [new AbortController(), new AbortController()];
    const running = failureOf(run('for (;;) {}', { signal: first.signal }));
    const waiting = failureOf(run('return 1', { signal: second.signal }));
    second.abort();
    expect(await waiting).toMatchObject({ code: 'code_given_up' });
    first.abort();
    expect(await running).toMatchObject({ code: 'code_given_up' });
    expect(started[0]?.isAlive).toBe(false);
  });

  it('go away after a while without work', async () => {
    const { run, started } = open({ idleMs: 50 });
    await run('return 1');
    await Promise.all(started.map(({ gone }) => gone));
    expect(started.some(({ isAlive }) => isAlive)).toBe(false);
  });
});

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const read: string[] = [];
  for await (const line of lines) read.push(line);
  return read;
}

it('reads lines however they are cut, and refuses one that is too long', async () => {
  async function* chunks(text: string, size: number) {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.stringMatching(/^[a-c ]{0,9}$/)),
      fc.integer({ min: 1, max: 7 }),
      async (lines, size) => {
        const text = lines.map((line) => `${line}\n`).join('');
        expect(await all(linesOf(chunks(text, size), 20))).toEqual(lines);
      },
    ),
  );
  await expect(all(linesOf(chunks('x'.repeat(30), 7), 20))).rejects.toThrow('too long');
});
