import type { Diagnostic } from '@patchbay/flow';
import { spell } from '@patchbay/words';
import { t } from '../../texts/t.ts';
import { told } from '../../texts/told.ts';

/** What is found once, or what is the same of several steps and said once. */
export type Finding = { about: Diagnostic; message: string; others: readonly Diagnostic[] };

/**
 * Findings as they are listed: a note that says the same of several steps is one entry that leads to each of them. What has to be
 * mended stays an entry of its own, since each is mended by itself.
 */
export function groupFindings(diagnostics: readonly Diagnostic[]): Finding[] {
  const groups = Map.groupBy(diagnostics, (diagnostic) => samenessOf(diagnostic) ?? diagnostic);
  return [...groups.values()].flatMap((group) => {
    const [about, ...others] = group;
    return about === undefined ? [] : [{ about, message: sentenceOf(about, group.length), others }];
  });
}

/** By what notes are the same: all they say but the step. */
function samenessOf({ code, severity, said, step, fixes = [] }: Diagnostic): string | undefined {
  if (severity !== 'note' || step === undefined || fixes.length > 0 || said?.values?.step === undefined)
    return undefined;
  return JSON.stringify([code, said.text, { ...said.values, step: '' }]);
}

function sentenceOf(about: Diagnostic, count: number): string {
  const { said } = about;
  if (count === 1 || said === undefined) return told(about);
  const together = { ...said, values: { ...said.values, step: t('one of these {count} steps', { count }) } };
  return told({ message: spell(together), said: together });
}
