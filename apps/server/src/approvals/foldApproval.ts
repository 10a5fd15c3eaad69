import { type LoadedPlan, type RunEvent, type StepRun, viewRun } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import type { ApprovalState, FoldedApproval, Question } from './approvalStore.ts';

type Journal = { plan: LoadedPlan; document: FlowDocument; events: readonly RunEvent[]; now: number };

/** The approvals of one run, by path. One that the run has not come to stands there once its loop has. */
export function foldApprovals({ plan, document, events, now }: Journal): Map<string, FoldedApproval> {
  const view = viewRun(plan, events);
  const asking = new Set(plan.plan.steps.filter(({ wait }) => wait === 'approval').map(({ id }) => String(id)));
  const isOver = view.finishedAt !== undefined;
  const folded = view.steps
    .filter(({ step }) => asking.has(step))
    .map((step): [string, FoldedApproval] => {
      const stepName = document.steps[step.step as keyof typeof document.steps]?.name ?? step.step;
      return [step.path, { ...factsOf(step, { now, isOver }), ...questionOf(step.input), step: step.step, stepName }];
    });
  return new Map(folded);
}

type Facts = Omit<FoldedApproval, keyof Question | 'step' | 'stepName'>;

function factsOf(step: StepRun, { now, isOver }: { now: number; isOver: boolean }): Facts {
  const { startedAt, finishedAt, waiting, output } = step;
  const state = stateOf(step, { now, isOver });
  const isAnswered = state === 'approved' || state === 'declined';
  const { by, comment } = isAnswered && isRecord(output) ? output : {};
  return {
    state,
    askedAt: state === 'not_asked' ? null : instant(startedAt),
    until: instant(waiting?.until),
    settledAt: state === 'timeout' && waiting !== undefined ? instant(waiting.until) : instant(finishedAt),
    answeredBy: typeof by === 'string' ? by : null,
    comment: typeof comment === 'string' && comment !== '' ? comment : null,
  };
}

/** What nobody has answered in time is over, also before the engine has come to write that. */
function stateOf(
  { status, outlet, waiting }: StepRun,
  { now, isOver }: { now: number; isOver: boolean },
): ApprovalState {
  if (waiting !== undefined) return waiting.until > now ? 'open' : 'timeout';
  if (status === 'succeeded') return outlet === 'approved' || outlet === 'declined' ? outlet : 'timeout';
  return isOver || status === 'skipped' || status === 'failed' ? 'over' : 'not_asked';
}

/** What the step's inputs ask. People may fill them with anything, so everything is taken as what it can be read as. */
function questionOf(input: unknown): Question {
  const { question, details, approvers } = isRecord(input) ? input : {};
  return { question: textOf(question), details: details ?? null, approvers: addressesIn(approvers) };
}

function addressesIn(value: unknown): string[] {
  const texts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[\s,;]+/) : [];
  return texts
    .filter((text) => typeof text === 'string')
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

function instant(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
