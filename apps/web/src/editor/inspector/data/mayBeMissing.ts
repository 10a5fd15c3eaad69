import { certaintyOf, type FlowDocument, graphOf, upstreamOf, type WaysKnown } from '@patchbay/flow';

/** The steps before a reader that need not have run when it does: they stand on a way that may not have been taken. */
export function mayBeMissing(flow: FlowDocument, reader: string, known: WaysKnown): ReadonlySet<string> {
  const graph = graphOf(flow);
  const isCertain = certaintyOf(flow, known, graph);
  return new Set([...upstreamOf(flow, reader, graph)].filter((id) => !isCertain(id, reader)));
}
