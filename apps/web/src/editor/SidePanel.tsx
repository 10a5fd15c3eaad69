import type { StepId } from '@patchbay/flow';
import { type ReactNode, Suspense, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { t } from '../texts/t.ts';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { useFocusBack } from '../ui/useFocusBack.ts';
import { nothingSelected, selectSteps } from './commands/command.ts';
import { useLost } from './company/useCompany.ts';
import { sameJson } from './document/sameJson.ts';
import { FlowSettings, Inspector, VersionsPanel } from './lazyPanels.ts';
import type { InspectorProps, TryControls } from './seams.ts';
import { useEditor, useSession } from './useEditor.ts';
import { useHoldKeyboard } from './useHoldKeyboard.ts';
import { openStepIn, useOpenStep } from './useStepInUrl.ts';
import type { Mark } from './versions/marksOf.ts';

type OwnPanel = { isOpen: boolean; toggle(): void };

type SidePanelProps = {
  trying: TryControls;
  focus: InspectorProps['focus'];
  settings: OwnPanel;
  versions: OwnPanel;
  onMarks(marks: readonly Mark[]): void;
};

/** The right column: trying the flow, else the one selected step, else the settings of the flow, else nothing. */
export function SidePanel({ trying, focus, settings, versions, onMarks }: SidePanelProps) {
  const { editor, company } = useSession();
  const shown = useShownStep();
  const close = useCallback(() => {
    company.lose(undefined);
    editor.select(nothingSelected);
  }, [editor, company]);
  if (trying.isOpen)
    return (
      <Column key="try" label={t('Try the flow')}>
        {trying.panel}
      </Column>
    );
  if (shown !== undefined) {
    return (
      <Column key={shown} label={t('Step settings')}>
        <Inspector stepId={shown} focus={focus} onClose={close} />
      </Column>
    );
  }
  if (versions.isOpen) {
    return (
      <Column key="versions" label={t('Versions')}>
        <VersionsPanel onMarks={onMarks} onClose={versions.toggle} />
      </Column>
    );
  }
  if (!settings.isOpen) return null;
  return (
    <Column key="settings" label={t('Flow settings')}>
      <FlowSettings onClose={settings.toggle} />
    </Column>
  );
}

/** The open step; and the one that somebody else has just deleted under the hands of this person, until they open another. */
function useShownStep(): StepId | undefined {
  const { company, editor } = useSession();
  const openStep = useOpenStep();
  const lost = useLost()?.step;
  const isBack = useEditor(({ flow }) => lost !== undefined && sameJson(flow.steps[lost.id]?.uses, lost.uses));
  const isOver = openStep !== undefined && lost !== undefined && openStep !== lost.id;
  const end = useEffectEvent(() => {
    if (isBack && lost !== undefined && !isOver) editor.select(selectSteps(lost.id));
    company.lose(undefined);
  });
  useEffect(() => {
    if (isOver || isBack) end();
  }, [isOver, isBack]);
  return openStep ?? lost?.id;
}

/** What may stand in the right column by itself. */
type Own = 'settings' | 'versions';

/** One of them at a time, open until a step is picked or the flow is tried. */
export function useOwnPanels(trying: TryControls) {
  const { editor, company } = useSession();
  const [open, setOpen] = useState<Own>();
  // Not which one: picking one step after another must not draw the page again.
  const isPicked = useEditor((state) => open !== undefined && openStepIn(state) !== undefined);
  if (open !== undefined && (trying.isOpen || isPicked)) setOpen(undefined);
  const of = (kind: Own) => ({
    isOpen: open === kind,
    toggle() {
      trying.close();
      company.lose(undefined);
      if (open !== kind) editor.select(nothingSelected);
      setOpen(open === kind ? undefined : kind);
    },
  });
  return { settings: of('settings'), versions: of('versions') };
}

function Column({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  useFocusBack(box);
  const onKeyDown = useHoldKeyboard(box);
  return (
    <aside className="panel" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown} ref={box}>
      <Suspense fallback={<SkeletonRows rows={3} tile={false} />}>{children}</Suspense>
    </aside>
  );
}
