import { useId, useRef, useState } from 'react';
import { useStepContext } from '../stepContext.ts';
import { FieldShell } from './FieldShell.tsx';
import type { FormField } from './fieldsOf.ts';

const ROWS = { least: 8, most: 24 };

/**
 * Code, typed as it is: no pills, since data put into code would become code, and a slash is a slash. What the code works
 * on is plugged in beside it.
 */
export function CodeField({ field, path }: { field: FormField; path: readonly string[] }) {
  const { mappingAt, setMapping, isReadOnly } = useStepContext();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [isTouched, setTouched] = useState(false);
  const mapping = mappingAt(path);
  const code = mapping?.kind === 'literal' && typeof mapping.value === 'string' ? mapping.value : '';
  const rows = Math.min(ROWS.most, Math.max(ROWS.least, code.split('\n').length + 1));
  return (
    <FieldShell
      id={id}
      path={path}
      label={field.title}
      type="JavaScript"
      hint={field.description}
      onLabel={() => box.current?.querySelector('textarea')?.focus()}
      isTouched={isTouched}
      boxRef={box}
    >
      <textarea
        id={id}
        className="code-text mono"
        aria-describedby={field.description === undefined ? undefined : `${id}-hint`}
        aria-required={field.required || undefined}
        rows={rows}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        readOnly={isReadOnly}
        placeholder={field.placeholder}
        value={code}
        onBlur={() => setTouched(true)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setMapping(path, value === '' ? undefined : { kind: 'literal', value });
        }}
      />
    </FieldShell>
  );
}
