import type { Reference } from '@patchbay/expression';
import { t } from '../../../texts/t.ts';
import { canWrap, type WrapInLoop, wrapInLoop } from '../../commands/wrapInLoop.ts';
import { useFirstOperations } from '../../palette/firstOperations.ts';
import { announce } from '../../statusLine.ts';
import { useEditor, useSession } from '../../useEditor.ts';
import { trailOf } from '../data/dataRows.ts';
import { useStepContext } from '../stepContext.ts';

export type Repeat = { title: string; run(fields: WrapInLoop['fields']): void };

/** Repeating the open step for each item of a list; undefined where it cannot be repeated. */
export function useRepeat(list: Reference): Repeat | undefined {
  const { editor, workspaceId } = useSession();
  const { step, environmentFor, operation, isReadOnly } = useStepContext();
  const isPossible = useEditor(({ flow }) => canWrap(flow, step.id));
  const hit = useFirstOperations(workspaceId).data?.find(
    ({ connector, operation: name }) => connector === 'core' && name === 'forEach',
  );
  if (hit === undefined || !isPossible || isReadOnly || operation.kind === 'forEach') return undefined;
  const known: Readonly<Record<string, Parameters<typeof trailOf>[0]>> = environmentFor([]);
  const title = trailOf(known[list.step] ?? true, list.path).at(-1) ?? t('the list');
  const uses = { connector: hit.connector, version: hit.version, operation: hit.operation };
  return {
    title,
    run(fields) {
      const loop = { uses, name: `For each of ${title}` };
      if (editor.execute(wrapInLoop({ step: step.id, list, fields, loop }))) {
        announce(t('“{name}” is now done for each of {title}.', { name: step.name, title }));
      }
    },
  };
}
