import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type MachineOptions = {
  /** The folder with Patchbay's code: this one, or a copy with a fault in it. */
  root: string;
  /** Where its own data may stand. */
  folder: string;
  port: number;
  services: string;
  settings: Record<string, string>;
};

/** A machine that is not ready by then never will be. */
const START_MS = 60_000;
/** Its clock can be set. */
const FLAGS = ['--import', join(import.meta.dirname, 'machineClock.mjs'), '--disallow-code-generation-from-strings'];

/** One Patchbay process, as a supervisor would run it. */
export class Machine {
  /** Where its own data is. */
  readonly home: string;
  readonly #options: MachineOptions;
  #child: ChildProcess | undefined;
  #said = '';

  constructor(options: MachineOptions) {
    this.#options = options;
    this.home = mkdtempSync(join(options.folder, `machine${options.port}-`));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#options.port}`;
  }

  /** Its clock is wrong by so much from now on: an hour ahead, a year behind. */
  setClock(aheadMs: number): void {
    writeFileSync(this.#clock, String(aheadMs));
  }

  /** What it printed so far. */
  get said(): string {
    return this.#said;
  }

  /** Resolves when it says that it is ready. Started again after `kill` it is the same instance. */
  async start(): Promise<void> {
    const { root, port, services, settings } = this.#options;
    const child = spawn(process.execPath, [...FLAGS, join(root, 'apps/server/src/main.ts'), `--services=${services}`], {
      cwd: root,
      env: {
        ...process.env,
        PATCHBAY_HOME: this.home,
        PORT: String(port),
        PATCHBAY_CHAOS_CLOCK: this.#clock,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error(`A machine does not start:\n${this.#said}`)), START_MS);
      const read = (chunk: Buffer) => {
        this.#said += chunk.toString();
        if (!/ready at http/.test(this.#said)) return;
        clearTimeout(patience);
        resolve();
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => {
        clearTimeout(patience);
        reject(new Error(`A machine ended with ${code}:\n${this.#said.slice(-2_000)}`));
      });
    });
  }

  /** As a power cut would. */
  kill(): Promise<number | null> {
    return this.#end('SIGKILL');
  }

  /** As an orderly stop would; the code it ends with. */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  get #clock(): string {
    return join(this.home, 'clock');
  }

  #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    this.#said = '';
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve(null);
    return new Promise((resolve) => {
      child.once('exit', (code) => resolve(code));
      child.kill(signal);
      // One that is frozen hears nothing until it is thawed.
      if (signal === 'SIGTERM') child.kill('SIGCONT');
    });
  }
}
