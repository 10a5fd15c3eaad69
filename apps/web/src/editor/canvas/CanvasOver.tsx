import type { StepId } from '@patchbay/flow';
import { Suspense } from 'react';
import { CanvasMenu, QuickAdd, WireOffer } from '../lazyPanels.ts';
import type { OperationHit } from '../palette/operationHit.ts';
import { useOpenStep } from '../useStepInUrl.ts';
import type { CanvasMenuProps } from './CanvasMenu.tsx';
import { ConnectList, type ConnectListProps } from './ConnectList.tsx';
import { fitsAt, titleFor } from './places.ts';
import type { CanvasView } from './toCanvas.ts';
import type { Adding } from './useAdding.ts';
import type { AskedMenu } from './useCanvasMenu.ts';

type CanvasOverProps = Omit<CanvasMenuProps, 'asked'> & {
  asked: AskedMenu | undefined;
  adding: Adding;
  onFront(hit: OperationHit): void;
  connecting: Connecting;
  /** The step that a wire has just been drawn to. */
  wired: StepId | undefined;
  onWired(step: StepId | undefined): void;
};

/** What opens over the canvas: the menu of a step, quick-add, the list to connect by, what fits after a new wire. */
export function CanvasOver({ asked, deeds, onMoveOut, adding, view, onFront, ...rest }: CanvasOverProps) {
  const { connecting, gestures, wired, onWired } = rest;
  return (
    <>
      <AskedMenuHere {...{ asked, view, gestures, deeds, onMoveOut }} />
      <Asking adding={adding} view={view} onFront={onFront} />
      <Connecting {...connecting} view={view} gestures={gestures} onWired={onWired} />
      <Wired to={wired} onDone={onWired} />
    </>
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

/** What fits into the step that a wire now leads to. */
function Wired({ to, onDone }: { to: StepId | undefined; onDone(step: undefined): void }) {
  const isOpen = useOpenStep() === to;
  if (to === undefined) return null;
  return (
    <Suspense>
      <WireOffer key={to} step={to} isOpen={isOpen} onDone={() => onDone(undefined)} />
    </Suspense>
  );
}

type Connecting = { from: StepId | undefined; focus(step: StepId): void; onClose(from: undefined): void };
type ConnectingProps = Pick<ConnectListProps, 'view' | 'gestures' | 'onWired'> & Connecting;

function Connecting({ from, focus, onClose, ...rest }: ConnectingProps) {
  if (from === undefined) return null;
  return <ConnectList from={from} {...rest} onClose={() => onClose(undefined)} onDone={focus} />;
}
