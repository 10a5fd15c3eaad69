import { IconSearch, IconX } from '@tabler/icons-react';
import { type Ref, useEffect, useEffectEvent, useRef, useState } from 'react';
import './field.css';
import { t } from '../texts/t.ts';
import { Kbd } from './Kbd.tsx';

export type SearchInputProps = {
  /** Accessible name and placeholder: what is searched ("Search flows"). */
  label: string;
  value: string;
  /** Called 200 ms after the last key, and at once on Enter and when cleared. */
  onSearch: (text: string) => void;
  large?: boolean;
  /** `/` anywhere on the page puts the cursor here. */
  slash?: boolean;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
};

/** A search field. What is typed shows at once; the search follows when the typing rests. */
export function SearchInput({ label, value, onSearch, large, slash, autoFocus }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const { text, type, settle } = useRestingText(value, onSearch);
  useSlash(input, Boolean(slash));
  return (
    <search className="search" data-large={large || undefined}>
      <IconSearch size={large ? 20 : 16} stroke={large ? 1.6 : 1.75} aria-hidden />
      <input
        ref={input}
        type="search"
        dir="auto"
        aria-label={label}
        placeholder={label}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: only where the page or dialog is about searching
        autoFocus={autoFocus}
        data-autofocus={autoFocus}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle(text);
          if (event.key === 'Escape' && text !== '') {
            event.stopPropagation();
            settle('');
          }
        }}
      />
      {text === '' ? (
        slash && <Kbd>/</Kbd>
      ) : (
        <button
          type="button"
          className="clear"
          aria-label={t('Clear the search')}
          onClick={() => {
            settle('');
            input.current?.focus();
          }}
        >
          <IconX size={14} stroke={2} aria-hidden />
        </button>
      )}
    </search>
  );
}

function useRestingText(value: string, onSearch: (text: string) => void) {
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  const tell = useEffectEvent((next: string) => {
    setTold(next);
    onSearch(next);
  });
  // The address may change from outside (Back, "Clear the filter"): follow it.
  if (value !== told && text === told) {
    setText(value);
    setTold(value);
  }
  useEffect(() => {
    if (text === told) return;
    const timer = setTimeout(() => tell(text), 200);
    return () => clearTimeout(timer);
  }, [text, told]);
  const settle = (next: string) => {
    setText(next);
    setTold(next);
    onSearch(next);
  };
  return { text, type: setText, settle };
}

function useSlash(input: { current: HTMLInputElement | null }, active: boolean) {
  useEffect(() => {
    if (!active) return;
    const focus = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]');
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, [active, input]);
}
