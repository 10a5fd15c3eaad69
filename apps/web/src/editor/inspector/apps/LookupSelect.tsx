import type { LookupOption } from '@patchbay/connector';
import type { Json } from '@patchbay/expression';
import { IconCheck, IconChevronDown, IconRefresh } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { sameJson } from '../../document/sameJson.ts';
import { movedBy } from '../../palette/OptionField.tsx';
import type { FormField } from '../form/fieldsOf.ts';
import { useStepContext } from '../stepContext.ts';
import { type Line, leftBehind, linesFor } from './lookupLines.ts';
import type { LookupState } from './useLookup.ts';

type LookupSelectProps = {
  id: string;
  field: FormField;
  state: LookupState;
  value: Json | undefined;
  chosen: LookupOption | undefined;
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
  onSearch(text: string): void;
  onLeave(): void;
  onPick(value: Json | undefined): void;
};

/** A list that is searched by typing. Arrows move, Enter chooses, Escape closes; what is not in the list can be used as it is typed. */
export function LookupSelect(props: LookupSelectProps) {
  const { id, field, state, value, chosen, isOpen } = props;
  const { isReadOnly } = useStepContext();
  const list = useId();
  const combo = useCombo(props);
  const { lines, at, text } = combo;
  const usual = asText(field.default);
  return (
    <>
      <input
        id={id}
        className="pick"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-activedescendant={isOpen && lines.length > 0 ? `${list}-${at}` : undefined}
        aria-required={field.required || undefined}
        aria-describedby={field.description === undefined ? undefined : `${id}-hint`}
        autoComplete="off"
        disabled={isReadOnly}
        placeholder={usual === '' ? t('Choose or type') : t('{usual}, if nothing is chosen', { usual })}
        value={text ?? chosen?.label ?? asText(value)}
        onClick={combo.open}
        onChange={(event) => combo.type(event.currentTarget.value)}
        onKeyDown={combo.onKeyDown}
        onBlur={combo.leave}
      />
      <span className="end">
        <IconChevronDown size={16} stroke={1.75} aria-hidden />
      </span>
      <div className="pick-list lookup-list" hidden={!isOpen || state.hindrance !== undefined}>
        <div role="listbox" id={list} aria-label={field.title}>
          {isOpen &&
            lines.map((line, index) => (
              <LookupLine
                key={line.key}
                id={`${list}-${index}`}
                line={line}
                isActive={index === at}
                isChosen={line.kind === 'option' && sameJson(line.option.value, value)}
                onPoint={() => combo.moveTo(index)}
                onPick={() => combo.pick(line)}
              />
            ))}
        </div>
        {isOpen && <ListFoot state={state} isEmpty={lines.length === 0} text={text} />}
      </div>
    </>
  );
}

type LookupLineProps = {
  id: string;
  line: Line;
  isActive: boolean;
  isChosen: boolean;
  onPoint(): void;
  onPick(): void;
};

function LookupLine({ id, line, isActive, isChosen, onPoint, onPick }: LookupLineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: focus and keys stay in the field, as in every combobox
    // biome-ignore lint/a11y/useFocusableInteractive: focus and keys stay in the field, as in every combobox
    <div
      id={id}
      role="option"
      className="pick-option"
      aria-selected={isActive}
      onMouseDown={(event) => event.preventDefault()}
      onMouseEnter={onPoint}
      onClick={onPick}
    >
      <span className="grow">
        <span className="cut lookup-label">{line.words}</span>
        {line.kind === 'option' && line.option.detail !== undefined && (
          <span className="small dim cut lookup-label">{line.option.detail}</span>
        )}
      </span>
      {isChosen && <IconCheck size={14} stroke={2.2} aria-hidden />}
    </div>
  );
}

function ListFoot({ state, isEmpty, text }: { state: LookupState; isEmpty: boolean; text: string | undefined }) {
  const { isLooking, hasMore, problem, options } = state;
  const keepFocus = (event: React.MouseEvent) => event.preventDefault();
  return (
    <div className="lookup-foot">
      <span className="grow small dim" role="status">
        {isLooking
          ? t('Looking…')
          : problem !== undefined
            ? t('There is no list.')
            : isEmpty
              ? nothingFor(text)
              : countOf(options)}
      </span>
      {hasMore && !isLooking && (
        <button type="button" className="link small" tabIndex={-1} onMouseDown={keepFocus} onClick={state.loadMore}>
          {t('Load more')}
        </button>
      )}
      <button
        type="button"
        className="lookup-reload"
        aria-label={t('Load the list again')}
        title={t('Load the list again')}
        tabIndex={-1}
        onMouseDown={keepFocus}
        onClick={() => void state.reload()}
      >
        <IconRefresh size={14} stroke={1.75} aria-hidden />
      </button>
    </div>
  );
}

function nothingFor(text: string | undefined): string {
  return text === undefined || text.trim() === ''
    ? t('There is nothing to choose.')
    : t('Nothing is called “{words}”.', { words: text.trim() });
}

function countOf(options: LookupState['options']): string {
  return options === undefined ? '' : t('{count} to choose from', { count: options.length });
}

function asText(value: Json | undefined): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

function useCombo({ field, state, value, isOpen, onOpen, onSearch, onLeave, onPick }: LookupSelectProps) {
  // Undefined while the list is closed, and while it shows everything.
  const [text, setText] = useState<string>();
  const [pointed, setAt] = useState(0);
  const lines = linesFor(state, { text, isNumber: field.kind === 'number' });
  const at = Math.min(pointed, Math.max(0, lines.length - 1));
  const close = () => {
    onOpen(false);
    setText(undefined);
    onSearch('');
  };
  const open = () => {
    if (isOpen) return;
    onOpen(true);
    setAt(
      Math.max(
        0,
        lines.findIndex((line) => line.kind === 'option' && sameJson(line.option.value, value)),
      ),
    );
  };
  const pick = (line: Line | undefined) => {
    if (line === undefined) return;
    onPick(line.kind === 'option' ? line.option.value : line.value);
    close();
  };
  return {
    text,
    lines,
    at,
    open,
    pick,
    moveTo: setAt,
    type(next: string) {
      onOpen(true);
      setText(next);
      setAt(0);
      onSearch(next);
      if (next === '' && value !== undefined) onPick(undefined);
    },
    leave() {
      const typed = isOpen ? leftBehind(lines) : undefined;
      if (typed !== undefined) onPick(typed);
      close();
      onLeave();
    },
    onKeyDown(event: KeyboardEvent) {
      const next = isOpen ? movedBy(event.key, at, lines.length) : undefined;
      if (next !== undefined) setAt(next);
      else if (!isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) open();
      else if (event.key === 'Enter' && isOpen) pick(lines[at]);
      else if (event.key === 'Escape' && isOpen) close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
