import { ERROR, type StepId } from '@patchbay/flow';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { t } from '../../texts/t.ts';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { useBackCloses } from '../../ui/useBackCloses.ts';
import { CloseKey, movedBy } from '../palette/OptionField.tsx';
import { announce } from '../statusLine.ts';
import type { Gestures } from './gestures.ts';
import type { CanvasView, StepView } from './toCanvas.ts';

export type ConnectListProps = {
  from: StepId;
  view: CanvasView;
  gestures: Gestures;
  onClose(): void;
  /** The step the keyboard goes back to. */
  onDone(step: StepId): void;
  /** A wire has come to lead to this step. */
  onWired(step: StepId): void;
};

type Choice = { outlet: string; to: StepView; words: string };

/** Connecting by keyboard: the ways on of one step, and every step each may lead to. */
export function ConnectList({ from, view, gestures, onClose, onDone, onWired }: ConnectListProps) {
  const source = view.steps.find(({ id }) => id === from);
  const choices = source === undefined ? [] : choicesFor(source, view, gestures);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.focus();
  }, []);
  const leave = () => {
    onClose();
    onDone(from);
  };
  useBackCloses(leave);
  const choose = ({ outlet, to }: Choice) => {
    const reason = gestures.connect({ from, outlet, to: to.id });
    announce(reason ?? t('Connected to {name}.', { name: to.name }));
    if (reason === undefined) onWired(to.id);
    leave();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const choice = choices[active];
    const next = movedBy(event.key, active, choices.length);
    if (next !== undefined) setActive(showing(next, list.current));
    else if (event.key === 'Enter' && choice !== undefined) choose(choice);
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="quick-add connect-list"
      role="dialog"
      aria-label={t('Connect {name}', { name: source?.name ?? '' })}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && onClose()}
    >
      <Heading name={source?.name} onClose={leave} />
      {choices.length === 0 && <p className="quick-nothing">{t('No other step can come after this one.')}</p>}
      <div
        className="quick-list"
        role="listbox"
        aria-label={t('Steps')}
        tabIndex={0}
        aria-activedescendant={`connect-${active}`}
        onKeyDown={onKeyDown}
        ref={list}
      >
        {choices.map((choice, at) => (
          <Option
            key={`${choice.outlet}/${choice.to.id}`}
            choice={choice}
            at={at}
            isActive={at === active}
            onChoose={choose}
          />
        ))}
      </div>
    </div>
  );
}

/** The same place of the list, now in sight. */
function showing(at: number, list: Element | null): number {
  list?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  return at;
}

function Heading({ name, onClose }: { name: string | undefined; onClose(): void }) {
  return (
    <div className="quick-heading">
      <span className="cut">{t('Connect “{name}” to', { name })}</span>
      <CloseKey onClose={onClose} />
    </div>
  );
}

type OptionProps = { choice: Choice; at: number; isActive: boolean; onChoose(choice: Choice): void };

function Option({ choice, at, isActive, onChoose }: OptionProps) {
  const { connector } = choice.to.face;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys and the focus
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the keys and the focus
    <div
      id={`connect-${at}`}
      data-at={at}
      role="option"
      aria-selected={isActive}
      className="quick-option"
      onClick={() => onChoose(choice)}
    >
      <Tile
        name={connector.name}
        category={connector.category}
        icon={tileIcon({ connector: connector.id, operation: choice.to.operation })}
        mark={connector.icon}
        size={28}
      />
      <span className="grow cut">{choice.words}</span>
    </div>
  );
}

function choicesFor(source: StepView, view: CanvasView, gestures: Gestures): Choice[] {
  const named = source.outlets.length > 1;
  const ways = source.outlets.map(({ name, label }) => ({ outlet: name, words: named ? `${label}: ` : '' }));
  if (!source.isTrigger) ways.push({ outlet: ERROR, words: t('If it fails: ') });
  return ways.flatMap(({ outlet, words }) =>
    view.steps
      .filter(({ id }) => gestures.whyNot({ from: source.id, outlet, to: id }) === undefined)
      .map((to) => ({ outlet, to, words: `${words}${to.name}` })),
  );
}
