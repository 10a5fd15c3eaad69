import { certaintyOf, type FlowDocument, upstreamOf, type WaysKnown } from '@patchbay/flow';
import { flowGraph } from '../../document/flowGraph.ts';
import { keepLast } from '../keepLast.ts';

const certainty = keepLast(({ flow, known }: { flow: FlowDocument; known: WaysKnown }) =>
  certaintyOf(flow, known, flowGraph(flow)),
);

/** The steps before a reader that need not have run when it does: they stand on a way that may not have been taken. */
export function mayBeMissing(flow: FlowDocument, reader: string, known: WaysKnown): ReadonlySet<string> {
  const isCertain = certainty({ flow, known });
  return new Set([...upstreamOf(flow, reader, flowGraph(flow))].filter((id) => !isCertain(id, reader)));
}
