import type { Json } from '@patchbay/expression';
import { useId, useState } from 'react';
import { sameJson } from '../../document/sameJson.ts';
import { parseJson } from './jsonProblem.ts';

export type JsonTextProps = {
  label: string;
  value: Json | undefined;
  rows?: number;
  isReadOnly?: boolean;
  placeholder?: string;
  /** Called with what was typed whenever it can be read; undefined for an empty text. */
  onValue(value: Json | undefined): void;
};

/** Typed JSON. What cannot be read yet stays here with a sentence; the last readable value stays in the flow. */
export function JsonText({ label, value, rows = 8, isReadOnly, placeholder, onValue }: JsonTextProps) {
  const id = useId();
  const [text, setText] = useState(() => written(value));
  const [told, setTold] = useState(value);
  if (!sameJson(told, value)) {
    setTold(value);
    setText(written(value));
  }
  const parsed = parseJson(text);
  const problem = parsed.ok || text.trim() === '' ? undefined : parsed.sentence;
  const change = (next: string) => {
    setText(next);
    const read = parseJson(next);
    if (!read.ok && next.trim() !== '') return;
    const now = read.ok ? read.value : undefined;
    setTold(now);
    onValue(now);
  };
  return (
    <div className="json-text">
      <textarea
        className="input mono"
        aria-label={label}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem && `${id}-problem`}
        rows={rows}
        spellCheck={false}
        readOnly={isReadOnly}
        placeholder={placeholder}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={() => parsed.ok && setText(written(parsed.value))}
      />
      {problem !== undefined && (
        <p className="bad" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}

function written(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, undefined, 2);
}
