import { parseArgs } from 'node:util';

/** What can be measured, in this order. */
const parts = ['flows', 'alone', 'loops', 'steps', 'memory', 'drain', 'growth', 'web'] as const;
export type Part = (typeof parts)[number];

export type Options = {
  only: readonly Part[];
  flows: readonly string[];
  seconds: number;
  rounds: number;
  connections: number;
  items: number;
  events: number;
  runs: number;
  json: boolean;
  out: string | undefined;
};

/** Reads the command line. Throws a sentence about what it cannot use. */
export function readOptions(argv: readonly string[] = process.argv.slice(2)): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string', default: parts.join(',') },
      flows: { type: 'string', default: 'F1,F2,F3,F4,G1,G2,G3' },
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '50' },
      items: { type: 'string', default: '1000' },
      events: { type: 'string', default: '50000' },
      runs: { type: 'string', default: '1000000' },
      json: { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  });
  return {
    only: readParts(values.only),
    flows: values.flows.split(','),
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    connections: Number(values.connections),
    items: Number(values.items),
    events: Number(values.events),
    runs: Number(values.runs),
    json: values.json,
    out: values.out,
  };
}

function readParts(text: string): Part[] {
  const named = text.split(',');
  const unknown = named.filter((name) => !parts.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`--only takes ${parts.join(', ')}, not ${unknown.join(', ')}.`);
  return parts.filter((part) => named.includes(part));
}
