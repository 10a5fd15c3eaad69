import { readFileSync } from 'node:fs';
import { buildRequest, type Operation, sampleFromSchema } from '@patchbay/connector';
import { attempt } from '@patchbay/connector/testing';
import { readDescription } from '@patchbay/openapi';
import { Judge } from './judge.ts';
import { objectionTo } from './objectionTo.ts';

/** What came of one description. */
export type Measured = {
  operations: number;
  /** Operations that can be opened and whose form is a list of fields. */
  forms: number;
  /** Operations whose smallest made-up request can be built and fits the description as its maker wrote it. */
  fitting: number;
  /** What the processor worked to read it and to open every operation, in milliseconds: other work does not count. */
  readMs: number;
  /** Why it could not be read: a sentence of ours, which a person would have read. */
  refused?: string;
  /** The first operations that fail, each with the reason. */
  failures: string[];
};

const SHOWN = 20;

/** Reads one description as an import does, opens all of it, and puts a made-up request for every operation before the judge. */
export function measureDescription(path: string): Measured {
  const bytes = readFileSync(path);
  const before = process.threadCpuUsage();
  const description = readDescription(bytes, { id: 'judged' });
  const opened = description.operations.map(({ name }) => description.operation(name));
  const measured: Measured = {
    operations: opened.length,
    forms: 0,
    fitting: 0,
    readMs: workSince(before),
    failures: [],
  };
  const judge = new Judge(JSON.parse(bytes.toString('utf8')));
  for (const [index, operation] of opened.entries()) {
    const summary = description.operations[index];
    if (summary === undefined) continue;
    const objection = operation === undefined ? 'cannot be opened' : formProblem(operation);
    if (objection === undefined) measured.forms += 1;
    const wrong = objection ?? (operation && requestProblem(operation, summary, judge));
    if (wrong === undefined) measured.fitting += 1;
    else if (measured.failures.length < SHOWN) measured.failures.push(`${summary.name}: ${wrong}`);
  }
  return measured;
}

function workSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

/** A form is an object of fields, each of which is drawn: as itself, or as a text of JSON. */
function formProblem({ input }: Operation): string | undefined {
  if (typeof input !== 'object' || input.type !== 'object') return 'has no form';
  const fields = Object.entries(input.properties ?? {});
  const broken = fields.find(([, field]) => typeof field !== 'object' || field.title === undefined);
  return broken && `the field ${broken[0]} cannot be drawn`;
}

type Where = { method: string; path: string };

function requestProblem(operation: Operation, where: Where, judge: Judge): string | undefined {
  if (operation.kind === 'trigger') return undefined;
  const input = smallestInput(operation);
  const { failure } = attempt(() =>
    buildRequest(operation, input, { baseUrl: 'https://api.test', idempotencyKey: 'run/step' }),
  );
  if (failure !== undefined) return `cannot be built: ${failure.message}`;
  try {
    return objectionTo(operation, Object(input), { where, judge });
  } catch (error) {
    return `cannot be judged: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** What must be filled in and nothing else; of a body that can be written in several ways, the way that is taken unasked. */
function smallestInput({ input, request }: Operation): unknown {
  const smallest = Object(sampleFromSchema(input, { fields: 'required' }));
  const body = request?.body;
  if (body?.isRequired !== true || typeof input !== 'object') return smallest;
  const schema = { ...Object(input.properties?.[body.input]), $defs: input.$defs };
  return { ...smallest, [body.input]: sampleFromSchema(schema, { fields: 'required' }) };
}
