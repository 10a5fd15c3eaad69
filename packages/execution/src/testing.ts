export { type JournalUnderTest, journalContract } from './testing/journalContract.ts';
export { memoryJournal } from './testing/memoryJournal.ts';
export { plan, planOf, type StepChanges, testOperationCatalog } from './testing/plan.ts';
