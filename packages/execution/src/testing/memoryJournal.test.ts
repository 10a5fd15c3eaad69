import { journalContract } from './journalContract.ts';
import { memoryJournal } from './memoryJournal.ts';

let runs = 0;
journalContract(async () => ({ journal: memoryJournal().journal, newRun: async () => `run-${++runs}` }));
