import type { Step } from '@patchbay/flow';
import { sameJson } from '../../document/sameJson.ts';
import type { FoundSecret } from './foundSecret.ts';
import type { CurlRequest } from './parseCurl.ts';

/** What is to be said after a request was taken over. The secrets stand here and nowhere else until it is decided where they go. */
export type PastedRequest = { request: CurlRequest; secrets: readonly FoundSecret[]; left: readonly string[] };

let waiting: { pasted: PastedRequest; inputs: Step['inputs'] } | undefined;

/** Keeps what was pasted on the canvas for the panel of the step that is filled with it. */
export function keepPastedRequest(pasted: PastedRequest, inputs: Step['inputs']): void {
  waiting = { pasted, inputs };
}

/** What waits for a step filled like this. */
export function pastedRequestFor(inputs: Step['inputs']): PastedRequest | undefined {
  return waiting !== undefined && sameJson(waiting.inputs, inputs) ? waiting.pasted : undefined;
}

/** Lets go of it: it is decided where the secrets go. */
export function forgetPastedRequest(): void {
  waiting = undefined;
}
