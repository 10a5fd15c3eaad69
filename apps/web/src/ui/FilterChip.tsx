import { IconChevronDown } from '@tabler/icons-react';
import './chip.css';
import { Menu, MenuChoice } from './Menu.tsx';

/** A filter: its name, or the chosen value once there is one. The first choice always takes the filter away. */
export function FilterChip<Value extends string>({
  name,
  any,
  options,
  value,
  onChange,
}: {
  name: string;
  /** What no filter is called: "Any state". */
  any: string;
  options: readonly { value: Value; label: string }[];
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
}) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className="chip" data-on={chosen ? true : undefined}>
          {chosen ? (
            <>
              <span className="sr-only">{name}: </span>
              {chosen.label}
            </>
          ) : (
            name
          )}
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </button>
      }
    >
      <MenuChoice chosen={!chosen} onSelect={() => onChange(undefined)}>
        {any}
      </MenuChoice>
      {options.map((option) => (
        <MenuChoice key={option.value} chosen={option.value === value} onSelect={() => onChange(option.value)}>
          {option.label}
        </MenuChoice>
      ))}
    </Menu>
  );
}
