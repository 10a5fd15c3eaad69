import type { Position, StepId } from '@patchbay/flow';
import { ReactFlowProvider } from '@xyflow/react';
import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { t } from '../../texts/t.ts';
import { selectSteps } from '../commands/command.ts';
import { addNote } from '../commands/notes.ts';
import type { OperationHit, PickedOperation } from '../palette/operationHit.ts';
import { announce } from '../statusLine.ts';
import { useSession } from '../useEditor.ts';
import { isNarrow, useIsNarrow } from '../useIsNarrow.ts';
import { besideSteps } from './besideSteps.ts';
import { CanvasOver } from './CanvasOver.tsx';
import { CanvasTools } from './CanvasTools.tsx';
import { type CanvasActions, placeKey } from './canvasContext.ts';
import { canvasDeeds } from './canvasDeeds.ts';
import { canvasKeys, isTyping, stepAt } from './canvasKeys.ts';
import { DropMarker } from './DropMarker.tsx';
import { FlowCanvas } from './FlowCanvas.tsx';
import { Outline } from './Outline.tsx';
import type { RunOverlay } from './overlay.ts';
import type { CanvasView } from './toCanvas.ts';
import { useAskedSteps } from './useAskedSteps.ts';
import { useCanvasEvents } from './useCanvasEvents.ts';
import { useCanvasMenu } from './useCanvasMenu.ts';
import { useCanvasView } from './useCanvasView.ts';
import { useFocusHere } from './useFocusHere.ts';
import { useInSight } from './useInSight.ts';
import { useShifting } from './useShifting.ts';
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
  put(hit: PickedOperation): void;
  /** Puts what starts the flow above the one step it begins with, else above all there is. */
  putStart(hit: OperationHit): void;
  /** Brings a step into sight and gives it the keyboard. */
  goTo(step: StepId): void;
  /** Puts an empty note in the middle of what is seen. */
  addNote(): void;
  tidy(): void;
  /** Shows the flow as a list, or hides it. */
  toggleOutline(): void;
  /** What is seen of the sheet, where it is drawn. */
  viewport(): { x: number; y: number; zoom: number } | undefined;
};

export type EditorCanvasProps = {
  /** What the flow is called. */
  name: string;
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

function BoundCanvas({ name, accounts, pinned, onTest, overlay, onMoveOut, children, ref }: EditorCanvasProps) {
  const { role } = useSession();
  const box = useRef<HTMLElement>(null);
  const [wired, onWired] = useState<StepId>();
  const viewport = useViewport();
  const { focusHere, onFocusCapture } = useFocusHere(box, viewport.focus);
  const { view, getView, foldHere } = useCanvasView(accounts, { overlay, pinned, onTest });
  const seen = { getView, foldHere, onWired, focus: focusHere };
  const { gestures, adding, dropping, events, actions, over } = useCanvasEvents(box, seen);
  const { asking } = adding;
  const [connecting, connectFrom] = useState<StepId>();
  const keys = useKeys({ gestures, ask: adding.ask, focus: focusHere, connectFrom, getView });
  const { tidy, isTidying } = useTidy(getView, viewport.fit);
  useShifting(box);
  const isReadOnly = role === 'viewer';
  const menu = useCanvasMenu();
  const outline = useOutline(viewport.focus, view.steps.length === 0);
  const isDrawn = useDrawn(outline.isOpen);
  useInSight(view, viewport);
  const { putInFront, ...asked } = useAskedSteps(box, { adding, view, placeHere: keys.deeds.place });
  const goTo = isReadOnly ? viewport.focus : keys.deeds.goTo;
  const sheet = sheetOf(isDrawn ? viewport : undefined, getView);
  useHandle(ref, { ...asked, ...sheet, goTo, tidy, toggleOutline: outline.toggle });
  return (
    <main
      className="canvas"
      aria-label={t('Canvas')}
      // A press on a wire or on the ground brings the keyboard here, so that Delete and the other keys are heard.
      tabIndex={-1}
      ref={box}
      data-tidying={isTidying || undefined}
      onKeyDownCapture={isReadOnly ? undefined : keys.onKeyDown}
      onFocusCapture={onFocusCapture}
      {...menu.hands}
    >
      {isDrawn && (
        <FlowCanvas {...{ view, events, actions, isReadOnly, over }} here={asking && placeKey(asking.place)}>
          <DropMarker drop={dropping.drop} />
        </FlowCanvas>
      )}
      {children}
      <OutlineHere {...outline} {...{ name, view, isReadOnly, actions }} onMenu={menu.askBeside} />
      <CanvasTools onFit={() => viewport.fit()} onTidy={isReadOnly ? undefined : tidy} />
      <CanvasOver
        asked={menu.asked}
        deeds={keys.deeds}
        onMoveOut={onMoveOut}
        adding={adding}
        onFront={putInFront}
        connecting={{ from: connecting, focus: focusHere, onClose: connectFrom }}
        {...{ view, gestures, wired, onWired }}
      />
    </main>
  );
}

/** Where things go on the sheet, and what is seen of it; where it is not drawn, beside the steps. */
function sheetOf(drawn: ReturnType<typeof useViewport> | undefined, getView: () => CanvasView) {
  return { middle: drawn?.middle ?? (() => besideSteps(getView())), viewport: () => drawn?.now() };
}

type HandleParts = Omit<CanvasHandle, 'addNote'> & { middle(): Position };

function useHandle(ref: Ref<CanvasHandle> | undefined, { middle, ...deeds }: HandleParts): void {
  const { editor } = useSession();
  useImperativeHandle(ref, () => ({
    ...deeds,
    addNote() {
      if (editor.execute(addNote(middle()))) announce(t('A note was added.'));
    },
  }));
}

/** Going to a step from the list leaves the keyboard in the list. An empty flow asks how it starts, which no list may cover. */
function useOutline(reveal: (step: StepId, takesKeyboard: boolean) => void, isEmpty: boolean) {
  const { editor } = useSession();
  const [chosen, setChosen] = useState<boolean>();
  // On a phone the list is the flow.
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

/** Behind a list that takes the whole width nobody sees the drawing, and it is most of the work: it waits until the list is closed once. */
function useDrawn(isListed: boolean): boolean {
  const isHidden = useIsNarrow() && isListed;
  const [isDrawn, setDrawn] = useState(!isHidden);
  if (!isHidden && !isDrawn) setDrawn(true);
  return isDrawn;
}

type OutlineHereProps = ReturnType<typeof useOutline> &
  Pick<ComponentProps<typeof Outline>, 'view' | 'isReadOnly' | 'onMenu'> & { name: string; actions: CanvasActions };

function OutlineHere({ isOpen, goTo, toggle, name, actions, ...rest }: OutlineHereProps) {
  // There the list is the flow, and the bar has no room for the whole name.
  const title = useIsNarrow() ? name : t('Outline');
  if (!isOpen) return null;
  return <Outline title={title} {...rest} onGoTo={goTo} onAdd={actions.add} onFold={actions.fold} onClose={toggle} />;
}

type KeyParts = Omit<Parameters<typeof canvasDeeds>[0], 'editor'>;

function useKeys({ gestures, ask, focus, connectFrom, getView }: KeyParts) {
  const { editor } = useSession();
  return useMemo(() => {
    const deeds = canvasDeeds({ editor, gestures, ask, focus, connectFrom, getView });
    const handle = canvasKeys(editor, deeds);
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event.target) || isNameTyped(event)) return;
      const { steps } = editor.getState().selection;
      const own = stepAt(event.target);
      const at = own ?? (steps.size === 1 ? [...steps][0] : undefined);
      // What is deleted or copied is the step that has the keyboard, and never one that is picked somewhere else.
      if (own !== undefined && !steps.has(own) && takesPicked(event)) editor.select(selectSteps(own));
      if (!handle(event, at)) return;
      // Before React Flow hears it: its arrows would move the step that Alt only walks to.
      event.preventDefault();
      event.stopPropagation();
    };
    return { deeds, onKeyDown };
  }, [editor, gestures, ask, focus, connectFrom, getView]);
}

/** In the outline a letter begins the name of a step; by Shift also one that is a key of the canvas. */
function isNameTyped({ key, shiftKey, target }: KeyboardEvent): boolean {
  return shiftKey && [...key].length === 1 && target instanceof Element && target.matches('[role="treeitem"]');
}

/** Whether a key does something to what is picked. */
function takesPicked({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return /^(Delete|Backspace)$/.test(key) || (key.toLowerCase() === 'd' && (ctrlKey || metaKey));
}
