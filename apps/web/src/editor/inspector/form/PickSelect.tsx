import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { movedBy } from '../../palette/OptionField.tsx';
import { useStepContext } from '../stepContext.ts';
import type { FormField } from './fieldsOf.ts';
import type { PickChoice } from './pickSources.ts';
import { foldedText } from '../../../ui/foldedText.ts';

type PickSelectProps = {
  id: string;
  field: FormField;
  choices: readonly PickChoice[];
  placeholder: string;
  value: string | undefined;
  /** What stands in the field while nobody searches. */
  name: string | undefined;
  /** What is typed may be meant although it is not in the list. */
  allowsOther?: boolean;
  onLeave(): void;
  onPick(id: string | undefined): void;
};

/** A select whose list is searched by typing. Arrows move, Enter chooses, Escape closes; emptied, it chooses nothing. */
export function PickSelect(props: PickSelectProps) {
  const { id, field, choices, placeholder, value, name = '' } = props;
  const { isReadOnly } = useStepContext();
  const list = useId();
  const search = useSearch(props);
  const { shown, at, isOpen } = search;
  const active = isOpen ? shown[at] : undefined;
  return (
    <>
      <input
        id={id}
        className="pick"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-activedescendant={active && `${list}-${active.id}`}
        aria-required={field.required || undefined}
        aria-describedby={field.description === undefined ? undefined : `${id}-hint`}
        autoComplete="off"
        disabled={isReadOnly}
        placeholder={placeholder}
        value={search.text ?? name}
        onClick={search.open}
        onChange={(event) => search.type(event.currentTarget.value)}
        onKeyDown={search.onKeyDown}
        onBlur={() => {
          search.leave();
          props.onLeave();
        }}
      />
      <span className="end">
        <IconChevronDown size={16} stroke={1.75} aria-hidden />
      </span>
      <PickList id={list} field={field} choices={choices} value={value} search={search} />
    </>
  );
}

type PickListProps = Pick<PickSelectProps, 'id' | 'field' | 'choices' | 'value'> & { search: Search };

function PickList({ id, field, choices, value, search }: PickListProps) {
  const { shown, at, isOpen, text } = search;
  return (
    <div className="pick-list" role="listbox" id={id} aria-label={field.title} hidden={!isOpen || choices.length === 0}>
      {isOpen &&
        shown.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: focus and keys stay in the field, as in every combobox
          // biome-ignore lint/a11y/useFocusableInteractive: focus and keys stay in the field, as in every combobox
          <div
            key={choice.id}
            id={`${id}-${choice.id}`}
            role="option"
            className="pick-option"
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onMouseEnter={() => search.moveTo(index)}
            onClick={() => search.pick(choice)}
          >
            <span className="grow cut">{choice.name}</span>
            {choice.note !== undefined && <span className="small dim">{choice.note}</span>}
            {choice.id === value && <IconCheck size={14} stroke={2.2} aria-hidden />}
          </div>
        ))}
      {isOpen && shown.length === 0 && (
        <p className="pick-nothing">{t('Nothing is called “{words}”.', { words: text })}</p>
      )}
    </div>
  );
}

type Search = ReturnType<typeof useSearch>;

function placeOf(value: string | undefined, choices: readonly PickChoice[]): number {
  return choices.findIndex(({ id }) => id === value);
}

function asTyped(text: string, choices: readonly PickChoice[]): PickChoice[] {
  return choices.some(({ id }) => id === text) ? [] : [{ id: text, name: text, note: t('as typed') }];
}

function useSearch({ choices, value, allowsOther = false, onPick }: PickSelectProps) {
  // Undefined while the list is closed, and while it shows everything.
  const [text, setText] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const [pointed, setAt] = useState(0);
  const words = foldedText(text?.trim() ?? '');
  const found = choices.filter(({ id, name }) => foldedText(`${name} ${id}`).includes(words));
  const shown = allowsOther && words !== '' ? [...found, ...asTyped(text?.trim() ?? '', choices)] : found;
  const at = Math.min(pointed, Math.max(0, shown.length - 1));
  const open = () => {
    if (isOpen) return;
    setOpen(true);
    setAt(Math.max(0, placeOf(value, choices)));
  };
  const close = () => {
    setOpen(false);
    setText(undefined);
  };
  const pick = (choice: PickChoice | undefined) => {
    if (choice === undefined) return;
    onPick(choice.id);
    close();
  };
  const leave = () => {
    // What was typed in full is meant, whether somebody pressed Enter or went on.
    if (allowsOther && isOpen && words !== '') pick(shown.find(({ id }) => id === text?.trim()) ?? shown.at(-1));
    else close();
  };
  const moved = (key: string) => {
    if (isOpen) return movedBy(key, at, shown.length);
    return key === 'ArrowDown' || key === 'ArrowUp' ? at : undefined;
  };
  return {
    text,
    shown,
    at,
    isOpen,
    open,
    leave,
    pick,
    moveTo: setAt,
    type(next: string) {
      setOpen(true);
      setText(next);
      setAt(0);
      if (next === '' && value !== undefined) onPick(undefined);
    },
    onKeyDown(event: KeyboardEvent) {
      const next = moved(event.key);
      if (next !== undefined && isOpen) setAt(next);
      else if (next !== undefined) open();
      else if (event.key === 'Enter' && isOpen) pick(shown[at]);
      else if (event.key === 'Escape' && isOpen) close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
