import type { FlowDocument, StepId } from '@patchbay/flow';
import { type KeyboardEvent, useCallback, useId, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { toast } from '../../../ui/toastStore.ts';
import type { NewStep } from '../../commands/card.ts';
import { replaceStep } from '../../commands/replaceStep.ts';
import type { EditorCatalog } from '../../document/createCatalog.ts';
import { OperationOption } from '../../palette/OperationOption.tsx';
import { OptionField } from '../../palette/OptionField.tsx';
import { lineKey, newStepFrom, type OperationHit } from '../../palette/operationHit.ts';
import { useChosenLine } from '../../palette/useChosenLine.ts';
import { useOperationSearch } from '../../palette/useOperationSearch.ts';
import { useCatalog, useKnownAccounts, useKnownTables, useSession, useStep } from '../../useEditor.ts';
import { flowTypes } from '../flowTypes.ts';
import { useStepContext } from '../stepContext.ts';
import { carryOver, takenWords } from './carryOver.ts';

/** Makes the open step do something else: an operation of an app, or of an API of the workspace, found by searching. */
export function PickOperation({ first = '' }: { first?: string }) {
  const { step } = useStepContext();
  return <OperationPicker stepId={step.id} first={first} />;
}

/** The same for a step whose operation is not known any more. */
export function OperationPicker({ stepId, first }: { stepId: StepId; first: string }) {
  const search = useOperationPicker(stepId, first);
  const { hits, active, list } = search;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the search field inside
    <div className="pick-operation" onKeyDown={search.onKeyDown}>
      <OptionField
        label={t('Search operations')}
        list={list}
        active={hits.length > 0 ? `${list}-${active}` : undefined}
        value={search.query}
        onType={search.type}
      />
      <div className="quick-list" role="listbox" id={list} aria-label={t('Operations')} hidden={hits.length === 0}>
        {hits.map((hit, at) => (
          <OperationOption
            key={lineKey(hit)}
            hit={hit}
            id={`${list}-${at}`}
            at={at}
            isActive={at === active}
            onPick={(picked) => void search.pick(picked)}
            onPoint={search.moveTo}
          />
        ))}
      </div>
      {hits.length === 0 && <p className="quick-nothing">{search.nothing}</p>}
    </div>
  );
}

type Replacing = { by: NewStep; flow: FlowDocument; catalog: EditorCatalog };

/** What the step that comes is filled with: what the one that goes had in fields that mean the same; and a sentence about it. */
function takenAlong(stepId: StepId, { by, flow, catalog }: Replacing) {
  const step = flow.steps[stepId];
  const after = catalog.find(by.uses);
  const start = by.inputs ?? {};
  if (step === undefined || after === undefined) return { inputs: start };
  const environment = flowTypes({ flow, catalog, version: catalog.getVersion() }).environmentOf(stepId);
  const { inputs, moved, left } = carryOver(step.inputs, {
    before: catalog.find(step.uses),
    after,
    environment,
    start,
  });
  return { inputs, said: takenWords({ name: by.name, moved: moved.length, left: left.map(({ title }) => title) }) };
}

const MOST = 30;

function useOperationPicker(stepId: StepId, first: string) {
  const { editor } = useSession();
  const catalog = useCatalog();
  const accounts = useKnownAccounts();
  const tables = useKnownTables();
  const step = useStep(stepId);
  const [query, setQuery] = useState(first);
  const isTrigger = step !== undefined && catalog.face(step.uses).kind === 'trigger';
  const fits = useCallback(
    (hit: OperationHit) => hit.connector !== 'core' && (hit.kind === 'trigger') === isTrigger,
    [isTrigger],
  );
  const { groups, isLooking, failed, isSettled } = useOperationSearch(query, { fits, title: t('Operations') });
  const hits = groups.flatMap((group) => group.hits).slice(0, MOST);
  const into = () => ({ catalog, flow: editor.getState().flow, accounts: accounts(), tables: tables() });
  const pick = async (hit: OperationHit) => {
    const by = await newStepFrom(hit, into());
    const { inputs, said } = takenAlong(stepId, { by, flow: editor.getState().flow, catalog });
    if (editor.execute(replaceStep({ step: stepId, by: { ...by, inputs } })) && said !== undefined)
      toast({ text: said, action: { label: t('Undo'), onSelect: () => void editor.undo() } });
  };
  const take = (at: number) => hits[at] !== undefined && void pick(hits[at]);
  const { active, moveTo, onKey } = useChosenLine(hits.length, { isSettled, take });
  return {
    query,
    hits,
    active,
    list: useId(),
    pick,
    moveTo,
    nothing: nothingSentence({ isLooking, failed }),
    type(text: string) {
      setQuery(text);
      moveTo(0);
    },
    onKeyDown(event: KeyboardEvent) {
      if (!onKey(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function nothingSentence({ isLooking, failed }: { isLooking: boolean; failed: boolean }): string {
  if (failed) return t('The list could not be loaded.');
  return isLooking ? t('Looking…') : t('Nothing goes by that. Add its API in the gallery.');
}
