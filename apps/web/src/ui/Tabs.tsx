import { type KeyboardEvent, type ReactNode, useId } from 'react';
import './tabs.css';

export type TabItem<Key extends string> = { key: Key; label: string; icon?: ReactNode; panel: ReactNode };

/** Tabs with their panel below. Arrow keys, Home and End move and choose; only the chosen panel is mounted. */
export function Tabs<Key extends string>({
  label,
  items,
  value,
  onChange,
}: {
  label: string;
  items: readonly TabItem<Key>[];
  value: Key;
  onChange: (key: Key) => void;
}) {
  const id = useId();
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = target(event.key, items, value);
    if (!next) return;
    event.preventDefault();
    onChange(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  const chosen = items.find((item) => item.key === value);
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} onKeyDown={move} tabIndex={-1}>
        {items.map((item) => (
          <button
            key={item.key}
            type="button"
            role="tab"
            id={`${id}-${item.key}`}
            aria-selected={item.key === value}
            aria-controls={`${id}-panel`}
            tabIndex={item.key === value ? 0 : -1}
            onClick={() => onChange(item.key)}
          >
            {item.icon}
            {item.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} className="tabpanel">
        {chosen?.panel}
      </div>
    </>
  );
}

function target<Key extends string>(key: string, items: readonly TabItem<Key>[], value: Key): TabItem<Key> | undefined {
  const at = items.findIndex((item) => item.key === value);
  if (key === 'ArrowRight') return items[(at + 1) % items.length];
  if (key === 'ArrowLeft') return items[(at - 1 + items.length) % items.length];
  if (key === 'Home') return items[0];
  return key === 'End' ? items.at(-1) : undefined;
}
