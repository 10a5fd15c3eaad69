import { IconChevronDown } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { Field, type FieldProps } from './Field.tsx';
import { typedText } from './typedText.ts';

type Own = FieldProps & { onText: (text: string) => void };

/** One line of text with its label. `onText` gets the text itself. */
export function TextField({
  label,
  type,
  hint,
  error,
  required,
  onText,
  kind = 'text',
  ...rest
}: Own &
  Omit<ComponentProps<'input'>, keyof Own | 'className'> & { kind?: 'text' | 'email' | 'tel' | 'password' | 'url' }) {
  return (
    <Field label={label} type={type} hint={hint} error={error} required={required}>
      {(control) => (
        <input
          {...rest}
          {...control}
          type={kind}
          dir={kind === 'text' ? 'auto' : undefined}
          className="input"
          onChange={(event) => onText(typedText(event.currentTarget.value))}
        />
      )}
    </Field>
  );
}

/** Several lines of text with their label. */
export function TextArea({
  label,
  type,
  hint,
  error,
  required,
  onText,
  mono,
  ...rest
}: Own & Omit<ComponentProps<'textarea'>, keyof Own | 'className'> & { mono?: boolean }) {
  return (
    <Field label={label} type={type} hint={hint} error={error} required={required}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          dir="auto"
          className={mono ? 'input mono' : 'input'}
          onChange={(event) => onText(typedText(event.currentTarget.value))}
        />
      )}
    </Field>
  );
}

/** One of a few values, with its label; the browser's own list, so that it works on every device. */
export function SelectField({
  label,
  type,
  hint,
  error,
  required,
  onText,
  options,
  ...rest
}: Own &
  Omit<ComponentProps<'select'>, keyof Own | 'className'> & {
    options: readonly { value: string; label: string }[];
  }) {
  return (
    <Field label={label} type={type} hint={hint} error={error} required={required}>
      {(control) => (
        <span className="select">
          <select {...rest} {...control} className="input" onChange={(event) => onText(event.currentTarget.value)}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </span>
      )}
    </Field>
  );
}
