import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LONGEST_LINE } from './limits.ts';
import { linesOf } from './lines.ts';
import { ChildLine, type Job } from './protocol.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the child's program is made of. It may read this while it starts, and nothing once it takes jobs. */
const READABLE = ['./', '../../package.json', '../../node_modules/', '../../../../node_modules/'].map(folder);

/**
 * No rights: neither files, processes, threads, addons nor network. `node:sqlite` and `node:ffi` stay out because the
 * permission model does not hold for them (measured: a database file was made), web storage and sockets because nobody
 * needs them.
 */
export const CHILD_FLAGS: readonly string[] = [
  '--permission',
  ...READABLE.map((path) => `--allow-fs-read=${path}`),
  '--no-experimental-sqlite',
  '--no-experimental-ffi',
  '--no-experimental-webstorage',
  '--no-experimental-websocket',
  '--disable-sigusr1',
  '--disallow-code-generation-from-strings',
  '--disable-proto=delete',
  '--stack-size=3900',
  '--max-old-space-size=256',
  '--no-warnings',
];

const START_MS = 10_000;
/** How much longer than its job a child may take before it is taken for lost. */
const GRACE_MS = 2_000;

/** How a job ended, or that the child did not live to say: `gone`, or `silent` past its time. */
export type Answer = Extract<ChildLine, { kind: 'ran' }> | { kind: 'gone' } | { kind: 'silent' };

/** A child process that runs one job at a time. After an end that spent it, it is dead. */
export class SandboxProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #ready: Promise<boolean>;
  #isAlive = true;
  /** Resolves when it is dead. */
  readonly gone: Promise<void>;

  /** `program`: another one than ours, for the test of what it may do. */
  constructor(program = folder('./child.ts')) {
    this.#child = spawn(process.execPath, [...CHILD_FLAGS, program], { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
    const { stdin, stdout } = this.#child;
    if (stdin === null || stdout === null) throw new Error('A pipe to the sandbox is missing.');
    this.gone = new Promise((resolve) => {
      const end = () => {
        this.#isAlive = false;
        resolve();
      };
      this.#child.once('exit', end).once('error', end);
    });
    // Broken when the child dies with a job half written: what matters is that it is gone.
    stdin.on('error', () => this.kill());
    this.#lines = linesOf(stdout.setEncoding('utf8'), LONGEST_LINE);
    this.#ready = this.#within(START_MS, this.#next()).then((line) => line.kind === 'ready');
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Never rejects. `signal`: nobody waits any longer; the child is ended. */
  async run(job: Job, signal?: AbortSignal): Promise<Answer> {
    const stop = () => this.kill();
    signal?.addEventListener('abort', stop, { once: true });
    this.#hold(true);
    const answer = await this.#ask(job);
    this.#hold(false);
    signal?.removeEventListener('abort', stop);
    if (answer.kind !== 'ran' || answer.spent) this.kill();
    return answer;
  }

  /** Idle, it keeps nobody from ending; it ends itself when its input does. */
  rest(): void {
    this.#hold(false);
  }

  kill(): void {
    this.#isAlive = false;
    // Held until it is gone, so that whoever waits for that hears of it.
    this.#child.ref();
    this.#child.kill('SIGKILL');
  }

  async #ask(job: Job): Promise<Answer> {
    if (!(await this.#ready)) return { kind: 'gone' };
    this.#child.stdin?.write(`${JSON.stringify(job)}\n`);
    const line = await this.#within(job.timeMs + GRACE_MS, this.#next());
    return line.kind === 'ready' ? { kind: 'gone' } : line;
  }

  async #next(): Promise<ChildLine | { kind: 'gone' }> {
    try {
      const { value, done } = await this.#lines.next();
      return done === true ? { kind: 'gone' } : ChildLine.parse(JSON.parse(value));
    } catch {
      // Too long, or not what a child of ours would write.
      return { kind: 'gone' };
    }
  }

  async #within(timeMs: number, line: Promise<ChildLine | { kind: 'gone' }>) {
    const { promise, resolve } = Promise.withResolvers<{ kind: 'silent' }>();
    const timer = setTimeout(() => resolve({ kind: 'silent' }), timeMs);
    const first = await Promise.race([line, promise]);
    clearTimeout(timer);
    return first;
  }

  #hold(isHeld: boolean): void {
    const { stdin, stdout } = this.#child;
    if (isHeld) this.#child.ref();
    else this.#child.unref();
    // The pipes are sockets at run time, which their types do not say.
    for (const pipe of [stdin, stdout]) if (pipe !== null) holdOpen(pipe as unknown as NodeJS.RefCounted, isHeld);
  }
}

function holdOpen(part: NodeJS.RefCounted, isHeld: boolean): void {
  if (isHeld) part.ref();
  else part.unref();
}
