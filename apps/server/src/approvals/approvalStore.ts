import type { RunStatus } from '@patchbay/execution';
import type { RunUseDeps } from '../runs/runPorts.ts';
import type { StepPlace } from '../runs/stepPlace.ts';
import type { WorkspaceDeps } from '../workspaces/workspaceStore.ts';
import type { Untold } from './notifyApprovers.ts';
import type { Questions } from './Questions.ts';

/** `over`: the run has ended first, or did not come this way. */
export type ApprovalState = 'not_asked' | 'open' | 'approved' | 'declined' | 'timeout' | 'over';

/** A row of the list of approvals, without what is asked: that is in the journal. Times are ISO instants. */
export type ListedApproval = StepPlace & {
  planId: string;
  flowId: string;
  flowName: string;
  askedAt: string;
  until: string;
  state: ApprovalState;
  settledAt: string | null;
};

/** Which of them: those that wait, soonest deadline first, or those that are over, newest first. */
export type ApprovalQuery = { state: 'open' | 'settled'; cursor?: string | undefined; limit: number };

/** The list of approvals, which is written with the journal. */
export type ApprovalStore = {
  list(
    workspaceId: string,
    query: ApprovalQuery,
  ): Promise<{ items: (ListedApproval & { cursor: string })[]; hasMore: boolean }>;
  /** Takes some of those whose people are to be told. Where `told` does not follow, they are given again some minutes later. */
  takeUntold(): Promise<Untold[]>;
  told(place: StepPlace): Promise<void>;
};

/** What an approval asks, and of whom. */
export type Question = {
  question: string;
  details: unknown;
  /** E-mail addresses; none: whoever may change the flow. */
  approvers: readonly string[];
};

/** How an approval stands, folded from its run's journal. */
export type FoldedApproval = Question & {
  state: ApprovalState;
  /** The step, by its id and its name. */
  step: string;
  stepName: string;
  askedAt: string | null;
  until: string | null;
  settledAt: string | null;
  answeredBy: string | null;
  comment: string | null;
};

/** One line of a list. */
export type ApprovalRow = {
  id: string;
  runId: string;
  flowId: string;
  flowName: string;
  question: string;
  state: ApprovalState;
  askedAt: string;
  until: string;
  settledAt: string | null;
  answeredBy: string | null;
};

export type ApprovalPage = { items: ApprovalRow[]; nextCursor: string | null };

/** One approval with all that a person needs to answer it. */
export type ApprovalDetail = Omit<FoldedApproval, 'step'> & {
  id: string;
  runId: string;
  flowId: string;
  flowName: string;
  runStatus: RunStatus;
  mayAnswer: boolean;
};

/** What the use cases of approvals reach the outside by. */
export type ApprovalDeps = RunUseDeps & WorkspaceDeps & { approvals: ApprovalStore; questions: Questions };
