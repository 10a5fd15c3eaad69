// The program of a sandbox process: a job a line comes in, what came of it goes out. It has no rights from the start, and
// gives up the rest before it reads its first job.

import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core';
import { LONGEST_JOB } from './limits.ts';
import { linesOf } from './lines.ts';
import { lockDown } from './lockdown.ts';
import type { ChildLine, Job } from './protocol.ts';
import { runJob } from './runJob.ts';

/** Of 64 KiB. The interpreter counts what code allocates; this is what it could take if it miscounted. */
const PAGES = { initial: 256, maximum: 2_048 };

process.env.TZ = 'UTC';
const memory = new WebAssembly.Memory(PAGES);
const interpreter = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: memory }));
// The first two are slow, while the engine compiles the interpreter: better now than when somebody waits.
for (let times = 0; times < 3; times += 1) {
  runJob(interpreter, { code: 'return input', input: '[]', now: 0, seed: 0, timeMs: 1_000 });
}
lockDown();

say({ kind: 'ready' });
for await (const line of linesOf(process.stdin.setEncoding('utf8'), LONGEST_JOB)) {
  // Written by our own process: nobody else holds the other end.
  const job = JSON.parse(line) as Job;
  try {
    say({ kind: 'ran', ...runJob(interpreter, job) });
  } catch {
    // The interpreter is broken, and with it whatever it holds.
    say({ kind: 'ran', ran: { kind: 'stopped', reason: 'crashed', logs: [] }, spent: true });
  }
}

function say(line: ChildLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
