import type { Json } from '@patchbay/expression';
import { type ClipboardEvent, type DragEvent, useId, useMemo, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { toast } from '../../../ui/toastStore.ts';
import { sameJson } from '../../document/sameJson.ts';
import { parseJson } from './jsonProblem.ts';
import { LargeJson } from './LargeJson.tsx';
import { MOST_IN_FLOW, MOST_TYPED, readPastedJson, writtenJson } from './pastedJson.ts';

export type JsonTextProps = {
  label: string;
  value: Json | undefined;
  rows?: number;
  isReadOnly?: boolean;
  placeholder?: string;
  /** How many characters it takes at most. */
  largest?: number;
  /** Called with what was typed whenever it can be read; undefined for an empty text. */
  onValue(value: Json | undefined): void;
};

/** Typed JSON. What cannot be read yet stays here with a sentence; the last readable value stays in the flow. */
export function JsonText({ label, value, rows = 8, isReadOnly = false, placeholder, ...more }: JsonTextProps) {
  const id = useId();
  const { text, isLarge, problem, change, tidy, take } = useTypedJson({ value, ...more });
  const takeFrom = useTaking({ text, isLarge, take });
  if (isLarge && value !== undefined) {
    const empty = () => {
      more.onValue(undefined);
      toast({ text: t('Emptied.'), action: { label: t('Undo'), onSelect: () => more.onValue(value) } });
    };
    const large = { label, value, size: text.length, isReadOnly, onEmpty: empty };
    return <LargeJson {...large} {...(isReadOnly ? NOTHING_TAKEN : takeFrom)} />;
  }
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
        onBlur={tidy}
        {...(isReadOnly ? NOTHING_TAKEN : takeFrom)}
      />
      {problem !== undefined && (
        <p className="bad" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}

const NOTHING_TAKEN = { onPaste: () => undefined, onDrop: () => undefined };

/** The text of a value while it is typed, and what is wrong with it. */
function useTypedJson({
  value,
  largest = MOST_IN_FLOW,
  onValue,
}: Pick<JsonTextProps, 'value' | 'largest' | 'onValue'>) {
  const [text, setText] = useState(() => writtenJson(value));
  const [isTyped, setTyped] = useState(false);
  const [told, setTold] = useState(value);
  if (!sameJson(told, value)) {
    setTold(value);
    setText(writtenJson(value));
    setTyped(false);
  }
  const isLarge = !isTyped && text.length > MOST_TYPED;
  const parsed = useMemo(() => (isLarge ? undefined : parseJson(text)), [text, isLarge]);
  const tell = (now: Json | undefined) => {
    setTold(now);
    onValue(now);
  };
  return {
    text,
    isLarge,
    problem: parsed === undefined || parsed.ok || text.trim() === '' ? undefined : parsed.sentence,
    change(next: string) {
      setTyped(true);
      setText(next);
      const read = parseJson(next);
      if (read.ok || next.trim() === '') tell(read.ok ? read.value : undefined);
    },
    /** On lines of its own, and no longer to be typed in where it has become too long. */
    tidy() {
      if (parsed?.ok !== true) return;
      setText(writtenJson(parsed.value));
      setTyped(false);
    },
    /** Puts a long text in the place of what is there. */
    take(next: string) {
      const pasted = readPastedJson(next, largest);
      if (pasted.kind === 'refused') return toast({ text: pasted.sentence });
      setText(writtenJson(pasted.value));
      setTyped(false);
      tell(pasted.value);
    },
  };
}

type Taking = { text: string; isLarge: boolean; take(next: string): void };

/** What is pasted or dropped: short texts go in as they do anywhere, long ones and files are read at once. */
function useTaking({ text, isLarge, take }: Taking) {
  const takeFile = (file: File) => {
    if (file.type.startsWith('image/')) toast({ text: t('A picture cannot be put in here, only JSON.') });
    else void file.text().then(take, () => toast({ text: t('The file could not be read.') }));
  };
  return {
    onPaste(event: ClipboardEvent) {
      const pasted = event.clipboardData.getData('text/plain');
      const [file] = event.clipboardData.files;
      const isFile = pasted === '' && file !== undefined;
      // What is pasted here is no step for the canvas, and a file is taken.
      if (isLarge || isFile) event.stopPropagation();
      if (isFile) takeFile(file);
      else if (isLarge) take(pasted);
      else {
        const whole = withPasted(event.target, text, pasted);
        if (whole.length <= MOST_TYPED) return;
        take(whole);
      }
      event.preventDefault();
    },
    onDrop(event: DragEvent) {
      const [file] = event.dataTransfer.files;
      if (file === undefined) return;
      event.preventDefault();
      takeFile(file);
    },
  };
}

function withPasted(field: EventTarget, text: string, pasted: string): string {
  if (!(field instanceof HTMLTextAreaElement)) return pasted;
  return text.slice(0, field.selectionStart) + pasted + text.slice(field.selectionEnd);
}
