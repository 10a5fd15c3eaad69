import type { Operation } from '../connector.ts';
import { OperationError } from '../failure.ts';
import { refusalIn } from '../refusedAnswer.ts';

/** The failure that an operation would end in where its API answered with this status, to see what a flow does then. */
export function mockFailure(operation: Operation, status: number): OperationError {
  const body = { message: `This is what a try looks like where the API answers with ${status}` };
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json' };
  const failure = refusalIn({ status, headers, body: new TextEncoder().encode(text) }, text, operation);
  return new OperationError(
    failure ?? { code: 'refused', message: 'The API did not accept the request.', retry: 'never', status },
  );
}
