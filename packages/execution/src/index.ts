export { PLAN_VERSION, type Plan, type PlannedStep } from './plan.ts';
export {
  type CallRequest,
  type CallResult,
  type Clock,
  type Journal,
  JournalConflict,
  type Operations,
  type Ports,
} from './ports.ts';
export {
  type Answer,
  OUTCOME_UNKNOWN,
  type RunEvent,
  type RunMode,
  type RunOutcome,
  type StepPath,
} from './runEvent.ts';
export type { RunStatus, RunView, StepRun, StepStatus } from './runView.ts';
