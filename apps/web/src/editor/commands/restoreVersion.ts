import type { FlowDocument } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { type Command, nothingSelected } from './command.ts';

/** Makes the draft say what a published version says. One undo brings back what it said before. */
export function restoreVersion({ number, document }: { number: number; document: FlowDocument }): Command {
  return {
    id: 'flow.restore',
    label: t('restore version {number}', { number }),
    keepsPlaces: true,
    run: () => ({ flow: document, selection: nothingSelected }),
  };
}
