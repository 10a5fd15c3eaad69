import {
  type Formula,
  type FormulaArgument,
  type FormulaCall,
  type Reference,
  readCall,
  writeCall,
} from '@patchbay/expression';

/** What a pill does with its value, one function after the other: the date of the run, fourteen days earlier, in seconds. */
type Chain = { value: Reference | Formula; calls: readonly Link[] };

/** A function of the chain and what it takes beside the value. */
export type Link = { name: string; rest: readonly FormulaArgument[] };

/** What the clock says: values that no step gives. */
export const CLOCK: ReadonlySet<string> = new Set(['now', 'today']);

/** A pill as a chain that a form can show; undefined for any other formula. */
export function chainOf(pill: Reference | Formula): Chain | undefined {
  if (pill.kind === 'reference') return { value: pill, calls: [] };
  const call = readCall(pill.source);
  return call && chainFrom(call);
}

function chainFrom(call: FormulaCall): Chain | undefined {
  const { name, args } = call;
  const [first, ...rest] = args;
  if (CLOCK.has(name)) return { value: { kind: 'formula', source: writeCall(call) }, calls: [] };
  if (first === undefined || rest.some(({ kind }) => kind === 'call')) return undefined;
  const inner = innerChain(first);
  return inner && { value: inner.value, calls: [...inner.calls, { name, rest }] };
}

function innerChain(argument: FormulaArgument): Chain | undefined {
  if (argument.kind === 'reference') return { value: argument, calls: [] };
  return argument.kind === 'call' ? chainFrom(argument) : undefined;
}

/** The pill of a chain. `chainOf` reads the same chain from it. */
export function writeChain({ value, calls }: Chain): Reference | Formula {
  let pill = value;
  for (const { name, rest } of calls) {
    const inner = pill.kind === 'reference' ? pill : readCall(pill.source);
    if (inner === undefined) return pill;
    const first: FormulaArgument = 'kind' in inner ? inner : { kind: 'call', ...inner };
    pill = { kind: 'formula', source: writeCall({ name, args: [first, ...rest] }) };
  }
  return pill;
}
