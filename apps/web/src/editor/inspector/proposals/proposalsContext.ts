import { createContext, useContext } from 'react';
import type { EachProposal, Proposal } from '../../proposals/propose.ts';
import { useStepContext } from '../stepContext.ts';

/** What the panel proposes for the empty fields of its step, and what a person can say to it. */
export type ProposalsValue = {
  all: readonly Proposal[];
  each: EachProposal | undefined;
  accept(proposals: readonly Proposal[]): void;
  dismiss(proposals: readonly Proposal[]): void;
  dismissEach(): void;
};

export const ProposalsContext = createContext<ProposalsValue | undefined>(undefined);

/** A value proposed for one field. */
export type Ghost = { proposal: Proposal; accept(): void; dismiss(): void };

/** What is proposed for the field at this path, as long as it is empty. */
export function useGhost(path: readonly string[]): Ghost | undefined {
  const proposals = useContext(ProposalsContext);
  const { mappingAt, isReadOnly } = useStepContext();
  const proposal = proposals?.all.find((one) => samePath(one.path, path));
  if (proposals === undefined || proposal === undefined || isReadOnly || isFilled(mappingAt(path))) return undefined;
  return {
    proposal,
    accept: () => proposals.accept([proposal]),
    dismiss: () => proposals.dismiss([proposal]),
  };
}

function isFilled(mapping: ReturnType<ReturnType<typeof useStepContext>['mappingAt']>): boolean {
  return mapping !== undefined && !(mapping.kind === 'literal' && (mapping.value === '' || mapping.value === null));
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at]);
}
