export { type AdvanceRequest, advance, type History, type Outcome } from './advance.ts';
export { apply, foldRun } from './apply.ts';
export { Bell } from './Bell.ts';
export {
  type ComparedPart,
  compareRuns,
  type FieldChange,
  type FieldDifference,
  type RunComparison,
  type StepDifference,
} from './compareRuns.ts';
export { type CompileResult, compile, type OperationCatalog } from './compile.ts';
export { type Decision, decide } from './decide.ts';
export { evaluateInputs, type Preview, previewInputs, previewMapping } from './evaluateInputs.ts';
export { type FailureReport, failureReport } from './failureReport.ts';
export type { Keeping, RoundState, RoundStates } from './keptRounds.ts';
export { type Body, type LoadedPlan, type LoadedStep, loadPlan } from './loadPlan.ts';
export { PLAN_VERSION, type Plan, type PlannedStep, type Trial } from './plan.ts';
export {
  type CallRequest,
  type CallResult,
  type Clock,
  type Journal,
  JournalConflict,
  type Operations,
  type Ports,
} from './ports.ts';
export { planReplay, type Replay, type ReplayFrom, type ReplayProblem } from './replay.ts';
export {
  type Answer,
  type CarriedStep,
  OUTCOME_UNKNOWN,
  type RunEvent,
  type RunMode,
  type RunOutcome,
  type StepDone,
  type StepPath,
  type WaitReason,
} from './runEvent.ts';
export { RunState } from './runState.ts';
export type { RunStatus, RunView, StepRun, StepStatus } from './runView.ts';
export { turnKeyOf } from './turnKey.ts';
export { viewRun, viewState } from './viewRun.ts';
