import { type StepId, thingOf } from '@patchbay/flow';
import { useDeferredValue, useMemo, useState } from 'react';
import { t, tn } from '../../../texts/t.ts';
import { setMappings } from '../../commands/setMappings.ts';
import type { Editor } from '../../document/createEditor.ts';
import { fittingMapping } from '../../proposals/fits.ts';
import { offeredValues } from '../../proposals/offeredValues.ts';
import { type Proposal, type Proposals, propose } from '../../proposals/propose.ts';
import { wantedFields } from '../../proposals/wantedFields.ts';
import { announce } from '../../statusLine.ts';
import { useCatalog, useSession } from '../../useEditor.ts';
import { fieldsOf } from '../form/fieldsOf.ts';
import { takenInput } from '../form/takenInput.ts';
import { dataGroupsFor } from '../picker/dataGroupsFor.ts';
import type { StepContextValue } from '../stepContext.ts';
import type { ProposalsValue } from './proposalsContext.ts';

/** What a person does not want, for as long as the flow is open. */
const refusals = new WeakMap<object, Set<string>>();

const NOTHING: Proposals = { fields: [], each: undefined };

/** Works out what could go into the empty fields of the open step, after the screen is drawn: nobody waits for it. */
export function useProposals(context: StepContextValue): ProposalsValue {
  const { editor } = useSession();
  const seen = useDeferredValue<StepContextValue | undefined>(context, undefined);
  const found = useFound(seen?.step.id === context.step.id ? seen : undefined);
  const refused = useRefused(context.step.id);
  const { step } = context;
  return {
    all: found.fields.filter((proposal) => !refused.has(proposal)),
    each: found.each !== undefined && refused.has(found.each.list) ? undefined : found.each,
    accept: (proposals) => acceptProposals(editor, { step: step.id, proposals }),
    dismiss: (proposals) => refused.add(proposals),
    dismissEach: () => found.each && refused.add([found.each.list]),
  };
}

/** Fills fields in with what was proposed for them, as one undo, and says so. */
export function acceptProposals(
  editor: Editor,
  { step, proposals }: { step: StepId; proposals: readonly Proposal[] },
): void {
  const [only] = proposals.length === 1 ? proposals : [];
  const label =
    only === undefined
      ? t('fill in {count} fields', { count: proposals.length })
      : t('fill in {path}', { path: only.path.at(-1) });
  if (editor.execute(setMappings({ step, fields: proposals, label }))) announce(saidOf(proposals.length));
}

function useFound(context: StepContextValue | undefined): Proposals {
  const catalog = useCatalog();
  return useMemo(() => (context === undefined ? NOTHING : proposalsFor(context, catalog)), [context, catalog]);
}

/** What could go into the empty fields of a step, all of it. */
export function proposalsFor(context: StepContextValue, catalog: ReturnType<typeof useCatalog>): Proposals {
  const { step, operation, canPlug, isReadOnly, mappingAt, environmentFor, valuesFor } = context;
  if (!canPlug || isReadOnly) return NOTHING;
  const thing = thingOf(step, operation);
  const fields = fieldsOf(takenInput(operation, { type: thing && catalog.typeOf(thing), inputs: step.inputs }));
  const wanted = wantedFields({ fields, operation, mappingAt });
  if (wanted.length === 0) return NOTHING;
  return propose({
    wanted,
    offered: offeredValues(dataGroupsFor(context, [])),
    fit: (from, { path, schema }, sample) =>
      fittingMapping(from, { environment: environmentFor(path), expected: schema, values: valuesFor(path), sample }),
  });
}

/** What a person has said no to for a step. */
export function refusedFor(session: object, step: string): { has(one: object): boolean; add(one: object): void } {
  const kept = refusals.get(session) ?? new Set<string>();
  refusals.set(session, kept);
  const keyOf = (one: object) => JSON.stringify([step, one]);
  return { has: (one) => kept.has(keyOf(one)), add: (one) => void kept.add(keyOf(one)) };
}

function useRefused(step: string) {
  const { has, add } = refusedFor(useSession(), step);
  const [, setCount] = useState(0);
  return {
    has,
    add(ones: readonly object[]) {
      for (const one of ones) add(one);
      setCount((count) => count + 1);
    },
  };
}

function saidOf(count: number): string {
  return tn(count, 'One field filled in.', '{count} fields filled in.');
}
