import type { WaitReason } from '@patchbay/execution';

const WORDS: Readonly<Record<WaitReason, string>> = {
  time: 'Waits for its time.',
  callback: 'Waits to be called.',
  approval: 'Waits for a person to approve or decline.',
  flow: 'Waits for the flow that it called.',
};

/** What a step waits for, as a sentence. */
export function waitWords(reason: WaitReason): string {
  return WORDS[reason];
}
