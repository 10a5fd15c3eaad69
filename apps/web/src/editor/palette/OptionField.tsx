import { IconSearch, IconX } from '@tabler/icons-react';
import { t } from '../../texts/t.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { typedText } from '../../ui/typedText.ts';

export type OptionFieldProps = {
  /** Its accessible name: what is searched. */
  label: string;
  /** The id of the list below it. */
  list: string;
  /** The id of the chosen line, where there is one. */
  active: string | undefined;
  value: string;
  onType(text: string): void;
  /** What Escape does as well. */
  onClose?(): void;
};

/** The search field over a list: focus stays in it while the arrows move through the list. */
export function OptionField({ label, list, active, value, onType, onClose }: OptionFieldProps) {
  return (
    <div className="quick-search">
      <IconSearch size={16} stroke={1.75} aria-hidden />
      <input
        type="text"
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={active}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: it was opened to type into it
        autoFocus
        value={value}
        // No name is longer, and no more can be searched for.
        maxLength={200}
        onChange={(event) => onType(typedText(event.currentTarget.value))}
      />
      {onClose === undefined ? <Kbd>{t('Esc')}</Kbd> : <CloseKey onClose={onClose} />}
    </div>
  );
}

/** The line that a key leads to; nothing for keys that do not move. */
export function movedBy(key: string, at: number, count: number): number | undefined {
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[key];
  return by === undefined ? undefined : Math.min(Math.max(0, at + by), Math.max(0, count - 1));
}

/** The key that closes what is open, which a hand can press as well. */
export function CloseKey({ onClose }: { onClose(): void }) {
  return (
    <button type="button" className="close-key" tabIndex={-1} onClick={onClose}>
      <span className="sr-only">{t('Close')}</span>
      <span aria-hidden="true">
        <Kbd>{t('Esc')}</Kbd>
      </span>
      <IconX size={18} stroke={1.75} aria-hidden />
    </button>
  );
}
