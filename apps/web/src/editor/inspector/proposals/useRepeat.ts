import type { Reference } from '@patchbay/expression';
import type { StepId } from '@patchbay/flow';
import { t } from '../../../texts/t.ts';
import { itemNoun } from '../../document/nouns.ts';
import { canWrap, type WrapInLoop, wrapInLoop } from '../../commands/wrapInLoop.ts';
import { useFirstOperations } from '../../palette/firstOperations.ts';
import { announce } from '../../statusLine.ts';
import { useEditor, useSession } from '../../useEditor.ts';
import { trailOf } from '../data/dataRows.ts';
import { useStepContext } from '../stepContext.ts';

/** `each` is what the loop is called: "For each order". */
export type Repeat = { title: string; each: string; run(fields: WrapInLoop['fields']): void };

/** Repeating the open step for each item of a list; undefined where it cannot be repeated. */
export function useRepeat(list: Reference): Repeat | undefined {
  const { editor, workspaceId } = useSession();
  const { step, flow, environmentFor, operation, isReadOnly } = useStepContext();
  const isPossible = useEditor(({ flow }) => canWrap(flow, step.id));
  const hit = useFirstOperations(workspaceId).data?.find(
    ({ connector, operation: name }) => connector === 'core' && name === 'forEach',
  );
  if (hit === undefined || !isPossible || isReadOnly || operation.kind === 'forEach') return undefined;
  const known: Readonly<Record<string, Parameters<typeof trailOf>[0]>> = environmentFor([]);
  const title = trailOf(known[list.step] ?? true, list.path).at(-1) ?? t('the list');
  const each = eachOf(title, flow.steps[list.step as StepId]?.name);
  const uses = { connector: hit.connector, version: hit.version, operation: hit.operation };
  return {
    title,
    each,
    run(fields) {
      const loop = { uses, name: each };
      if (editor.execute(wrapInLoop({ step: step.id, list, fields, loop }))) {
        announce(t('“{name}” is now done for each of {title}.', { name: step.name, title }));
      }
    },
  };
}

/** What a loop over a list is called: by one of its items where a word for it is known. */
function eachOf(title: string, from: string | undefined): string {
  const item = itemNoun(title, from);
  return item === undefined ? t('For each item of {title}', { title }) : t('For each {item}', { item });
}
