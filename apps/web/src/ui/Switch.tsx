import type { ComponentProps } from 'react';
import './field.css';

/** On or off at once, without a save. `label` is its accessible name. */
export function Switch({
  label,
  checked,
  onToggle,
  ...rest
}: Omit<ComponentProps<'button'>, 'className' | 'onToggle'> & {
  label: string;
  checked: boolean;
  onToggle: (checked: boolean) => void;
}) {
  return (
    <button
      type="button"
      {...rest}
      role="switch"
      aria-checked={checked}
      aria-label={label}
      className="switch"
      onClick={() => onToggle(!checked)}
    />
  );
}
