import { converse, type Operation, sampleFromSchema } from '../../packages/connector/src/index.ts';
import { readDescription } from '../../packages/openapi/src/index.ts';
import { Refusal } from './refusal.ts';
import type { Slice } from './slice.ts';

export type RecordedCall = { operation: string; input: unknown; exchanges: unknown[]; output: unknown };

/** The only operation of a slice, and a call of it with made-up values, in the form of a recorded one. */
export function recordedCall(slice: Slice, id: string): RecordedCall {
  const description = readDescription(JSON.stringify(slice), { id });
  const [first] = description.operations;
  const operation = first && description.operation(first.name);
  if (first === undefined || operation === undefined) {
    throw new Refusal('The operation that was chosen cannot be read. Make the connector without --from.');
  }
  return { operation: first.name, ...exchanged(operation, description.connector.baseUrl) };
}

function exchanged(operation: Operation, baseUrl: string | undefined) {
  const input = sampleFromSchema(operation.input, { fields: 'required' });
  const body = operation.sample ?? sampleFromSchema(operation.output);
  const calling = converse({
    operation,
    input,
    ...(baseUrl !== undefined && { baseUrl }),
    idempotencyKey: 'recorded',
    others: () => undefined,
  });
  const asked = calling.next();
  if (asked.done || asked.value.do === 'wait') throw new Refusal('The operation that was chosen sends no request.');
  const { method, url } = asked.value.request;
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const ended = calling.next({ status: 200, headers: { 'content-type': 'application/json' }, body: bytes });
  if (!ended.done) throw new Refusal('The operation that was chosen takes several requests.');
  return { input, exchanges: [{ request: { method, url }, answer: { status: 200, body } }], output: ended.value };
}
