import type { WaitReason } from '@patchbay/execution';
import { t } from '../../texts/t.ts';

const WORDS: Readonly<Record<WaitReason, string>> = {
  time: t('Waits for its time.'),
  callback: t('Waits to be called.'),
  approval: t('Waits for a person to approve or decline.'),
  flow: t('Waits for the flow that it called.'),
};

/** What a step waits for, as a sentence. */
export function waitWords(reason: WaitReason): string {
  return WORDS[reason];
}
