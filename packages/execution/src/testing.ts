export { type JournalUnderTest, journalContract } from './testing/journalContract.ts';
export { memoryJournal } from './testing/memoryJournal.ts';
export { callName, finishedCalls, pageOf } from './testing/pages.ts';
export { plan, planOf, type StepChanges, testOperationCatalog } from './testing/plan.ts';
export { randomPlan, wildPlan } from './testing/randomPlan.ts';
