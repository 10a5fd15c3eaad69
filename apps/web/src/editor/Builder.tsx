import type { Diagnostic, StepId } from '@patchbay/flow';
import { useQuery } from '@tanstack/react-query';
import {
  type ComponentProps,
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTRPC } from '../api/trpc.ts';
import type { Answers } from '../api/types.ts';
import { isRunByHand } from '../screens/runs/isRunByHand.ts';
import { t } from '../texts/t.ts';
import { type CanvasHandle, EditorCanvas } from './canvas/EditorCanvas.tsx';
import { selectSteps } from './commands/command.ts';
import { InCompany } from './company/InCompany.tsx';
import { sameJson } from './document/sameJson.ts';
import {
  Find,
  loadPanels,
  MoveOut,
  PublishPanel,
  SharePanel,
  Shortcuts,
  VersionMarks,
  VisitorMarks,
} from './lazyPanels.ts';
import { Rail } from './palette/Rail.tsx';
import { StartHere } from './palette/StartHere.tsx';
import { useProblemCount } from './publish/useProblemCount.ts';
import { usePinnedSteps } from './runOverlay/samples.ts';
import { useTry } from './runOverlay/useTry.tsx';
import { StatusLine } from './StatusLine.tsx';
import type { InspectorProps, TryControls } from './seams.ts';
import { SidePanel, useOwnPanels } from './SidePanel.tsx';
import { SaveBand } from './topbar/SaveBand.tsx';
import { TopBar } from './topbar/TopBar.tsx';
import { useEditor, useSession } from './useEditor.ts';
import { useEditorKeys } from './useEditorKeys.ts';
import { useKeepPlace } from './useKeepPlace.ts';
import { useShowMe } from './useShowMe.ts';
import { useStepInUrl } from './useStepInUrl.ts';
import type { Mark } from './versions/marksOf.ts';
import { whenIdle } from './whenIdle.ts';

type Opened = Answers['flow']['get'];

/** What the first click may open. Where the line is down already, the click asks for it again. */
function fetchTheRest(): void {
  void loadPanels()
    .then((panels) => panels.loadPillEditor())
    .catch(() => undefined);
}

/** The page of the builder: bar, rail, canvas, the panel at the right and the strip below. */
export function Builder({ opened }: { opened: Opened }) {
  const canvas = useRef<CanvasHandle>(null);
  const [over, setOver] = useState<Over>();
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  const trying = useTry({
    onStart: (hit) => canvas.current?.putStart(hit),
    onShow: (problem) => show(problem),
  });
  const { focus, focusField } = useFocusField();
  const { settings, versions } = useOwnPanels(trying);
  const problems = useProblemCount(over === 'publish');
  const publication = usePublication(opened);
  const accounts = useAccountNames();
  const pinned = usePinnedSteps();
  useKeepPlace(() => ({ viewport: canvas.current?.viewport(), ...trying.kept() }));
  useShowMe(canvas, focusField);
  // Not when the first field is clicked: by then the line may be down. Not at once either: the canvas comes first.
  useEffect(() => whenIdle(fetchTheRest), []);
  useEditorKeys({ canvas, onFind: () => setOver('find'), onShortcuts: () => setOver('shortcuts') });

  const { goTo, show } = useGoing(canvas, { focusField, trying, setOver });
  const rail = useRail(canvas, setOver);
  const opens = (what: Over) => ({
    isOpen: over === what,
    toggle: () => setOver(over === what ? undefined : what),
  });
  const moveOut = useCallback(() => setOver('moveOut'), []);
  return (
    <div className="builder">
      <TopBar
        {...{ ...publication, settings, versions, problems }}
        name={opened.name}
        isTrying={trying.isOpen}
        onTry={() => (trying.isOpen ? trying.close() : trying.open())}
        publish={opens('publish')}
        share={opens('share')}
        onGoTo={(step) => show({ step })}
      />
      {rail}
      <EditorCanvas
        name={opened.name}
        accounts={accounts}
        pinned={pinned}
        onTest={trying.test}
        overlay={trying.overlay}
        onMoveOut={moveOut}
        ref={canvas}
      >
        <OverSheet banner={trying.banner} marks={marks} canvas={canvas} />
      </EditorCanvas>
      <SidePanel {...{ trying, focus, settings, versions }} onMarks={setMarks} />
      {trying.strip !== null && <div className="strip">{trying.strip}</div>}
      <Suspense>
        {over === 'find' && <FindHere {...{ canvas, trying, settings, versions, goTo, show }} onOver={setOver} />}
        <Asked {...{ over, opened, ...publication }} onShow={show} onClose={() => setOver(undefined)} />
      </Suspense>
      <StatusLine />
      <StepInUrl />
    </div>
  );
}

/** A component of its own, so that picking a step does not draw the whole page again. */
function StepInUrl() {
  useStepInUrl();
  return null;
}

/** The field that the panel is asked to show. */
function useFocusField() {
  const [focus, setFocus] = useState<InspectorProps['focus']>();
  const focusField = (field: readonly string[] | undefined) =>
    setFocus(field === undefined ? undefined : { field, nonce: Date.now() });
  return { focus, focusField };
}

type OverSheetProps = { banner: ReactNode; marks: readonly Mark[]; canvas: RefObject<CanvasHandle | null> };

/** What lies over the sheet of the canvas. */
function OverSheet({ banner, marks, canvas }: OverSheetProps) {
  return (
    <>
      <SaveBand />
      <InCompany>
        <VisitorMarks />
      </InCompany>
      {banner}
      <Suspense>{marks.length > 0 && <VersionMarks marks={marks} />}</Suspense>
      <StartHere onPick={(hit) => canvas.current?.put(hit)} onSearch={() => canvas.current?.addStart()} />
    </>
  );
}

/** What lies over the page: one thing at a time. */
type Over = 'publish' | 'share' | 'find' | 'shortcuts' | 'moveOut' | undefined;

type AskedProps = Omit<ComponentProps<typeof PublishPanel>, 'hooks'> & { over: Over; opened: Opened };

function Asked({ over, opened, onClose, ...publishing }: AskedProps) {
  if (over === 'publish') return <PublishPanel {...publishing} hooks={opened.hooks} onClose={onClose} />;
  if (over === 'share') return <SharePanel name={opened.name} onClose={onClose} />;
  if (over === 'moveOut') return <MoveOut onClose={onClose} />;
  return over === 'shortcuts' && <Shortcuts onClose={onClose} />;
}

/** Drawn once: its many tooltips would cost more than all else that follows when a step is picked. */
function useRail(canvas: RefObject<CanvasHandle | null>, setOver: (over: Over) => void): ReactNode {
  return useMemo(
    () => (
      <Rail
        onAdd={() => canvas.current?.add()}
        onFind={() => setOver('find')}
        onNote={() => canvas.current?.addNote()}
        onOutline={() => canvas.current?.toggleOutline()}
        onShortcuts={() => setOver('shortcuts')}
        onPut={(hit) => canvas.current?.put(hit)}
      />
    ),
    [canvas, setOver],
  );
}

type Going = {
  focusField(field: readonly string[] | undefined): void;
  trying: TryControls;
  setOver(over: Over): void;
};

/** Going to a step, and to the field a diagnostic is about. */
function useGoing(canvas: RefObject<CanvasHandle | null>, { focusField, trying, setOver }: Going) {
  const { editor } = useSession();
  const goTo = (step: StepId) => {
    editor.select(selectSteps(step));
    canvas.current?.goTo(step);
  };
  const show = ({ step, field }: Pick<Diagnostic, 'step' | 'field'>) => {
    if (step === undefined) return;
    trying.close();
    setOver(undefined);
    goTo(step);
    focusField(field);
  };
  return { goTo, show };
}

type FindHereProps = {
  goTo(step: StepId): void;
  show(place: Pick<Diagnostic, 'step' | 'field'>): void;
  canvas: RefObject<CanvasHandle | null>;
  trying: TryControls;
  settings: { toggle(): void };
  versions: { toggle(): void };
  onOver(over: Over): void;
};

/** Finds steps, and what can be done with the flow as a whole. */
function FindHere({ canvas, trying, settings, versions, goTo, show, onOver }: FindHereProps) {
  const deeds = [
    { words: t('Try this flow'), run: trying.open },
    { words: t('Publish'), run: () => onOver('publish') },
    { words: t('Flow settings'), run: settings.toggle },
    { words: t('Versions: compare and restore'), run: versions.toggle },
    { words: t('Keyboard shortcuts'), shortcut: '?', run: () => onOver('shortcuts') },
    { words: t('Add a step'), shortcut: 'A', run: () => canvas.current?.add() },
    { words: t('Add another way to start this flow'), run: () => canvas.current?.addStart() },
    { words: t('Move the selected steps into a flow of their own'), run: () => onOver('moveOut') },
    { words: t('Add a note'), run: () => canvas.current?.addNote() },
    { words: t('Outline view'), run: () => canvas.current?.toggleOutline() },
    { words: t('Tidy up'), run: () => canvas.current?.tidy() },
  ];
  return (
    <Find
      deeds={deeds}
      onGoTo={goTo}
      onField={(step, field) => show({ step, field })}
      onClose={() => onOver(undefined)}
    />
  );
}

/** What is live, and whether the draft on the screen says something else. */
function usePublication({ live, active }: Opened) {
  const flow = useEditor((state) => state.flow);
  const hasChanges = useMemo(() => live === null || !sameJson(live.document, flow), [live, flow]);
  return { live, isOn: active, hasChanges, isByHand: isRunByHand(live) };
}

/** Names of the connected accounts, by id, for the second line of the cards. */
function useAccountNames(): ReadonlyMap<string, string> {
  const { workspaceId } = useSession();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.connection.list.queryOptions({ workspaceId }));
  return useMemo(() => new Map((data ?? []).map(({ id, name }) => [id, name])), [data]);
}
