import { diffFlows, type FlowDocument, type Position, type Step, type StepId } from '@patchbay/flow';
import { t, tn } from '../../texts/t.ts';

/** How a step of the draft differs from a version: it is new, it says something else, or it is only there no more. */
export type Mark = { id: StepId; name: string; kind: 'added' | 'changed' | 'removed'; position: Position };

/** What differs between a version and the draft, step by step. A step that was only moved about or folded says the same. */
export function marksOf(version: FlowDocument, draft: FlowDocument): Mark[] {
  const { steps } = diffFlows(version, draft);
  const mark = (kind: Mark['kind'], { id, name, position }: Step): Mark => ({ id, name, kind, position });
  return [
    ...Object.values(steps.added).map((step) => mark('added', step)),
    ...Object.values(steps.updated).flatMap(([before, after]) =>
      isMoved(before, after) ? [] : [mark('changed', after)],
    ),
    ...Object.values(steps.removed).map((step) => mark('removed', step)),
  ];
}

function isMoved(before: Step, after: Step): boolean {
  const still = { ...after, position: before.position, folded: before.folded };
  return Object.keys(diffFlows(documentOf(before), documentOf(still)).steps.updated).length === 0;
}

const documentOf = (step: Step): FlowDocument => ({ version: 1, steps: { [step.id]: step }, edges: {}, notes: {} });

/** What differs apart from steps: wires, notes and settings, counted. */
function otherChanges(version: FlowDocument, draft: FlowDocument): { wires: number; notes: number; settings: boolean } {
  const { edges, notes, settings } = diffFlows(version, draft);
  const count = (records: typeof edges | typeof notes) =>
    [records.added, records.updated, records.removed].reduce((sum, some) => sum + Object.keys(some).length, 0);
  return { wires: count(edges), notes: count(notes), settings: settings !== undefined };
}

/** "1 step is new, 2 changed, 1 deleted; 3 wires differ": the whole difference in a line. */
export function differenceLine(version: FlowDocument, draft: FlowDocument): string {
  const marks = marksOf(version, draft);
  const { wires, notes, settings } = otherChanges(version, draft);
  const steps = [
    stepWords(marks, 'added', t('new')),
    stepWords(marks, 'changed', 'changed'),
    stepWords(marks, 'removed', t('deleted')),
  ].filter((words) => words !== '');
  const parts = [
    ...(steps.length > 0 ? [t('Steps: {steps}', { steps: steps.join(', ') })] : []),
    ...(wires > 0 ? [tn(wires, '{count} wire differs', '{count} wires differ')] : []),
    ...(notes > 0 ? [tn(notes, '{count} note differs', '{count} notes differ')] : []),
    ...(settings ? [t('other settings')] : []),
  ];
  return parts.length === 0 ? t('Says the same as your draft') : parts.join(' · ');
}

function stepWords(marks: readonly Mark[], kind: Mark['kind'], word: string): string {
  const count = marks.filter((mark) => mark.kind === kind).length;
  return count === 0 ? '' : `${count} ${word}`;
}
