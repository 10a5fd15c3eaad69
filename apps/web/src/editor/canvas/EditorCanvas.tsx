import type { StepId } from '@patchbay/flow';
import { ReactFlowProvider } from '@xyflow/react';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  Suspense,
  useCallback,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { t } from '../../texts/t.ts';
import { selectSteps } from '../commands/command.ts';
import { addNote } from '../commands/notes.ts';
import { CanvasMenu, QuickAdd } from '../lazyPanels.ts';
import type { OperationHit } from '../palette/operationHit.ts';
import { useSession } from '../useEditor.ts';
import { CanvasTools } from './CanvasTools.tsx';
import { ConnectList, type ConnectListProps } from './ConnectList.tsx';
import { placeKey } from './canvasContext.ts';
import { canvasDeeds } from './canvasDeeds.ts';
import { canvasKeys, isTyping, stepAt } from './canvasKeys.ts';
import { DropMarker } from './DropMarker.tsx';
import { FlowCanvas } from './FlowCanvas.tsx';
import { Outline } from './Outline.tsx';
import type { RunOverlay } from './overlay.ts';
import { fitsAt, titleFor } from './places.ts';
import type { CanvasView } from './toCanvas.ts';
import type { Adding } from './useAdding.ts';
import { useAskedSteps } from './useAskedSteps.ts';
import { useCanvasEvents } from './useCanvasEvents.ts';
import type { CanvasMenuProps } from './CanvasMenu.tsx';
import { type AskedMenu, useCanvasMenu } from './useCanvasMenu.ts';
import { useCanvasView } from './useCanvasView.ts';
import { useFirstFit, useRevealSelected } from './useInSight.ts';
import { useTidy } from './useTidy.ts';
import { useViewport } from './useViewport.ts';

/** What the page can ask of the canvas. */
export type CanvasHandle = {
  /** Opens quick-add at the top left, for after the selected step or for a step of its own. */
  add(): void;
  /** Opens quick-add for another trigger beside the last one; for the first one where there is none. */
  addStart(): void;
  /** Opens quick-add on the wire after a step, with something searched for already. */
  addAfter(step: StepId, query: string): void;
  /** Puts a step after the selected one, or on the sheet. */
  put(hit: OperationHit): void;
  /** Puts what starts the flow above the one step it begins with, else above all there is. */
  putStart(hit: OperationHit): void;
  /** Brings a step into sight and gives it the keyboard. */
  goTo(step: StepId): void;
  /** Puts an empty note in the middle of what is seen. */
  addNote(): void;
  tidy(): void;
  /** Shows the flow as a list, or hides it. */
  toggleOutline(): void;
};

export type EditorCanvasProps = {
  accounts: ReadonlyMap<string, string>;
  /** Steps whose output is pinned for tries. */
  pinned: ReadonlySet<string>;
  /** Tries the flow up to a step; absent for those who only look. */
  onTest?: ((step: StepId) => void) | undefined;
  overlay?: RunOverlay | undefined;
  /** Moves the selected steps into a flow of their own. */
  onMoveOut(): void;
  children?: ReactNode;
  ref?: Ref<CanvasHandle>;
};

/** The canvas of the open flow. */
export function EditorCanvas(props: EditorCanvasProps) {
  return (
    <ReactFlowProvider>
      <BoundCanvas {...props} />
    </ReactFlowProvider>
  );
}

function BoundCanvas({ accounts, pinned, onTest, overlay, onMoveOut, children, ref }: EditorCanvasProps) {
  const { editor, role } = useSession();
  const box = useRef<HTMLElement>(null);
  const { view, getView, foldHere } = useCanvasView(accounts, { overlay, pinned, onTest });
  const { gestures, adding, dropping, events, actions, over } = useCanvasEvents(box, { getView, foldHere });
  const { asking } = adding;
  const viewport = useViewport();
  const [connecting, connectFrom] = useState<StepId>();
  const keys = useKeys({ gestures, ask: adding.ask, focus: viewport.focus, connectFrom, getView });
  const { tidy, isTidying } = useTidy(getView, viewport.fit);
  const isReadOnly = role === 'viewer';
  const menu = useCanvasMenu();
  const outline = useOutline(viewport.focus, view.steps.length === 0);
  useFirstFit(view, viewport.fit);
  useRevealSelected(view, viewport.reveal);
  const { putInFront, ...asked } = useAskedSteps(box, { adding, view, placeHere: keys.deeds.place });
  useImperativeHandle(ref, () => ({
    ...asked,
    goTo: isReadOnly ? viewport.focus : keys.deeds.goTo,
    addNote: () => void editor.execute(addNote(viewport.middle())),
    tidy,
    toggleOutline: outline.toggle,
  }));
  return (
    <main
      className="canvas"
      aria-label={t('Canvas')}
      ref={box}
      data-tidying={isTidying || undefined}
      onKeyDownCapture={isReadOnly ? undefined : keys.onKeyDown}
      {...menu.hands}
    >
      <FlowCanvas
        view={view}
        events={events}
        actions={actions}
        isReadOnly={isReadOnly}
        here={asking && placeKey(asking.place)}
        over={over}
      >
        <DropMarker drop={dropping.drop} />
      </FlowCanvas>
      {children}
      {outline.isOpen && (
        <Outline
          view={view}
          isReadOnly={isReadOnly}
          onGoTo={outline.goTo}
          onAdd={actions.add}
          onFold={actions.fold}
          onClose={outline.toggle}
        />
      )}
      <CanvasTools onFit={() => viewport.fit()} onTidy={isReadOnly ? undefined : tidy} />
      <AskedMenuHere asked={menu.asked} deeds={keys.deeds} onMoveOut={onMoveOut} />
      <Asking adding={adding} view={view} onFront={putInFront} />
      <Connecting from={connecting} view={view} gestures={gestures} focus={viewport.focus} onClose={connectFrom} />
    </main>
  );
}

function AskedMenuHere({ asked, ...rest }: Omit<CanvasMenuProps, 'asked'> & { asked: AskedMenu | undefined }) {
  if (asked === undefined) return null;
  return (
    <Suspense>
      <CanvasMenu key={asked.nonce} asked={asked} {...rest} />
    </Suspense>
  );
}

type AskingProps = { adding: Adding; view: CanvasView; onFront(hit: OperationHit): void };

function Asking({ adding: { asking, close, put }, view, onFront }: AskingProps) {
  if (asking === undefined) return null;
  const { place } = asking;
  return (
    <Suspense>
      <QuickAdd
        title={titleFor(asking.place, view)}
        at={asking.at}
        fits={fitsAt(asking.place)}
        query={asking.query}
        onPick={(hit) => (place.kind === 'front' ? onFront(hit) : void put(hit, place))}
        onClose={close}
      />
    </Suspense>
  );
}

type ConnectingProps = Pick<ConnectListProps, 'view' | 'gestures'> & {
  from: StepId | undefined;
  focus(step: StepId): void;
  onClose(from: undefined): void;
};

function Connecting({ from, focus, onClose, ...rest }: ConnectingProps) {
  if (from === undefined) return null;
  return <ConnectList from={from} {...rest} onClose={() => onClose(undefined)} onDone={focus} />;
}

/** Going to a step from the list leaves the keyboard in the list. An empty flow asks how it starts, which no list may cover. */
function useOutline(reveal: (step: StepId, takesKeyboard: boolean) => void, isEmpty: boolean) {
  const { editor } = useSession();
  const [chosen, setChosen] = useState<boolean>();
  const isOpen = chosen ?? (isNarrow() && !isEmpty);
  const toggle = useCallback(() => setChosen(!isOpen), [isOpen]);
  const goTo = useCallback(
    (step: StepId) => {
      editor.select(selectSteps(step));
      reveal(step, false);
    },
    [editor, reveal],
  );
  return { isOpen, toggle, goTo };
}

/** On a phone the list is the flow. */
function isNarrow(): boolean {
  return matchMedia('(max-width: 639px)').matches;
}

type KeyParts = Omit<Parameters<typeof canvasDeeds>[0], 'editor'>;

function useKeys({ gestures, ask, focus, connectFrom, getView }: KeyParts) {
  const { editor } = useSession();
  return useMemo(() => {
    const deeds = canvasDeeds({ editor, gestures, ask, focus, connectFrom, getView });
    const handle = canvasKeys(editor, deeds);
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event.target)) return;
      const { steps } = editor.getState().selection;
      const at = stepAt(event.target) ?? (steps.size === 1 ? [...steps][0] : undefined);
      if (!handle(event, at)) return;
      // Before React Flow hears it: its arrows would move the step that Alt only walks to.
      event.preventDefault();
      event.stopPropagation();
    };
    return { deeds, onKeyDown };
  }, [editor, gestures, ask, focus, connectFrom, getView]);
}
