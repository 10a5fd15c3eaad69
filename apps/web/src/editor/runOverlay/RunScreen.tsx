import type { StepRun } from '@patchbay/execution';
import type { FlowDocument, StepId } from '@patchbay/flow';
import { useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useWorkspace } from '../../app/session.ts';
import { LoadError } from '../../ui/Band.tsx';
import { RunCanvas } from '../canvas/RunCanvas.tsx';
import { innermostWrong } from './innermostWrong.ts';
import { overlayOf, type ShownItems } from './overlayOf.ts';
import { RunList } from './RunList.tsx';
import { RunPanel } from './RunPanel.tsx';
import { RunTop } from './RunTop.tsx';
import { runWordsOf } from './runWords.ts';
import { loopIndexes, pathsOf } from './stepRuns.ts';
import { readShownItems } from './shownItemsText.ts';
import { Timeline } from './Timeline.tsx';
import { useNow } from './useNow.ts';
import { useRetry } from './useRetry.ts';
import { type OpenRun, useRun } from './useRun.ts';
import { useRunPlace } from './useRunPlace.ts';
import { useRunCatalog } from './useRunCatalog.ts';
import '../editor.css';
import '../topbar/topbar.css';
import '../inspector/inspector.css';
import '../inspector/form/fields.css';
import './run.css';
import { t, tn } from '../../texts/t.ts';

/** One run in detail: the flow as it was, what each step did, and what can be done about it. */
export function RunScreen({ runId }: { runId: string }) {
  const { items: asked } = useSearch({ from: '/signedIn/runs/$runId' });
  const [items, setItems] = useState(() => readShownItems(asked));
  const onItem = useCallback((loop: string, at: number) => setItems((before) => new Map(before).set(loop, at)), []);
  const query = useRun(runId, items);
  if (query.kind === 'open') return <OpenedRun run={query.run} reload={query.reload} items={items} onItem={onItem} />;
  if (query.kind === 'loading') return <div className="builder run-page" aria-busy="true" />;
  return (
    <main className="builder-missing">
      <LoadError title={t('The run could not be opened.')} sentence={query.sentence} onRetry={query.retry} />
    </main>
  );
}

type Opened = { run: OpenRun; reload(): void; items: ShownItems; onItem(loop: string, index: number): void };

function OpenedRun({ run, reload, items, onItem }: Opened) {
  const { row, document, view, events } = run;
  const { id: workspaceId } = useWorkspace();
  const { catalog, isKnown } = useRunCatalog(workspaceId, document);
  const [chosen, setSelected] = useRunPlace(items);
  const select = useCallback((step: StepId | undefined) => setSelected(step ?? 'none'), [setSelected]);
  const now = useNow(view.finishedAt === undefined);
  const runs = useMemo(() => pathsOf(view.steps), [view]);
  const paths = useMemo(() => loopIndexes(document, runs, items), [document, runs, items]);
  const words = useMemo(() => (isKnown ? runWordsOf(document, catalog) : undefined), [document, catalog, isKnown]);
  const [counted, setCounted] = useState<StepId>();
  const onCount = useCallback(
    (step: StepId) => {
      setSelected(step);
      setCounted(step);
    },
    [setSelected],
  );
  const deedsOf = useRetry({ run, onChanged: reload });
  const overlay = useMemo(() => {
    const drawn = overlayOf(document, view, { items, now, onItem, onCount, events, ...(words && { words }) });
    for (const [step, about] of drawn.steps)
      if (about.status === 'failed') about.deeds = deedsOf(step, paths.get(step));
    return drawn;
  }, [document, view, items, now, onItem, onCount, events, words, deedsOf, paths]);
  const first = innermostWrong(view.steps) ?? view.steps.find(isForSomebody);
  const selected = chosen === 'none' ? undefined : (chosen ?? (first?.step as StepId | undefined));
  const shownPaths = new Set(paths.values());
  const shown = { ...view, steps: view.steps.filter(({ path }) => shownPaths.has(path)) };
  return (
    <div className="builder run-page">
      <RunTop row={row} view={view} now={now} step={topStep(document, selected)} onChanged={reload} />
      <RunList flowId={row.flowId} runId={row.id} workspaceId={workspaceId} />
      {isKnown ? (
        <RunCanvas document={document} catalog={catalog} overlay={overlay} selected={selected} onSelect={select} />
      ) : (
        <main className="canvas" aria-label={t('Canvas')} aria-busy="true" />
      )}
      <RunPanel
        run={run}
        catalog={catalog}
        selected={selected}
        path={selected && paths.get(selected)}
        items={items}
        now={now}
        counted={counted}
        onItem={onItem}
        shown={shown.steps}
        onSelect={setSelected}
        onClose={() => setSelected('none')}
        onChanged={reload}
      />
      <Strip run={run} view={shown} selected={selected} now={now} onSelect={setSelected} />
    </div>
  );
}

type StripProps = {
  run: OpenRun;
  view: OpenRun['view'];
  selected: StepId | undefined;
  now: number;
  onSelect(step: StepId): void;
};

/** The timeline of the steps in the items shown. */
function Strip({ run: { document, view: whole, events }, view, selected, now, onSelect }: StripProps) {
  return (
    <div className="strip">
      <section className="try-strip" aria-label={t('Timeline')}>
        <div>
          <b>{t('Timeline')}</b>
          <div className="small muted">{tn(whole.steps.length, '{count} step', '{count} steps')}</div>
        </div>
        <Timeline
          view={view}
          nameOf={(step) => document.steps[step as StepId]?.name ?? step}
          selected={selected}
          onSelect={onSelect}
          now={now}
          events={events}
        />
        <span />
      </section>
    </div>
  );
}

/** A run is replayed from steps at the top: of one inside a loop, the loop. */
function topStep({ steps }: FlowDocument, selected: StepId | undefined): { id: string; name: string } | undefined {
  let id = selected;
  for (let step = id && steps[id]; step?.parent !== undefined; step = steps[step.parent]) id = step.parent;
  const found = id && steps[id];
  return found && { id: found.id, name: found.name };
}

/** Whether it waits for what somebody here may do, or pass on. */
function isForSomebody({ waiting }: StepRun): boolean {
  return waiting?.for === 'approval' || waiting?.for === 'callback';
}
