import { useId, useRef, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { ScriptField } from '../code/ScriptField.tsx';
import { useStepContext } from '../stepContext.ts';
import { FieldShell } from './FieldShell.tsx';
import type { FormField } from './fieldsOf.ts';

type FieldProps = { field: FormField; path: readonly string[] };

/**
 * Code, typed as it is: no pills, since data put into code would become code, and a slash is a slash. What the code works
 * on is plugged in beside it.
 */
export function CodeField({ field, path }: FieldProps) {
  if (field.schema.contentMediaType === 'text/javascript') return <ScriptField field={field} path={path} />;
  return <PatternField field={field} path={path} />;
}

/** A regular expression and its like: one line of signs. */
function PatternField({ field, path }: FieldProps) {
  const { mappingAt, setMapping, isReadOnly } = useStepContext();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isTouched, setTouched] = useState(false);
  const mapping = mappingAt(path);
  return (
    <FieldShell
      id={id}
      path={path}
      label={field.title}
      type={t('Typed as it is')}
      hint={field.description}
      onLabel={() => input.current?.focus()}
      isTouched={isTouched}
    >
      <input
        id={id}
        ref={input}
        className="pattern mono"
        aria-describedby={field.description === undefined ? undefined : `${id}-hint`}
        aria-required={field.required || undefined}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        readOnly={isReadOnly}
        placeholder={
          field.placeholder === undefined ? undefined : t('Such as {placeholder}', { placeholder: field.placeholder })
        }
        value={mapping?.kind === 'literal' && typeof mapping.value === 'string' ? mapping.value : ''}
        onBlur={() => setTouched(true)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setMapping(path, value === '' ? undefined : { kind: 'literal', value });
        }}
      />
    </FieldShell>
  );
}
