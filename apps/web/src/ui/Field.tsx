import { IconAlertCircle } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import './field.css';

/** What a control inside a `Field` must carry to be named and described by it. */
export type FieldControl = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
};

export type FieldProps = {
  label: string;
  /** At the right of the label: the kind of value, or "Optional". */
  type?: string;
  hint?: ReactNode;
  /** What is wrong, in a sentence. */
  error?: string;
  required?: boolean;
};

/** A label, a control, and below it what helps or what is wrong. The control comes from `children`. */
export function Field({
  label,
  type,
  hint,
  error,
  required,
  children,
}: FieldProps & { children: (control: FieldControl) => ReactNode }) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <div className="label">
        <label htmlFor={id}>{label}</label>
        {type && <span className="type">{type}</span>}
      </div>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required || undefined,
      })}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <IconAlertCircle size={14} stroke={2} aria-hidden />
          {error}
        </p>
      )}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
