import type { Json } from '@patchbay/expression';
import type { ClipboardEvent, DragEvent } from 'react';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { DataPane } from '../../dataView/DataPane.tsx';
import { sizeWords } from '../data/fileWords.ts';

type LargeJsonProps = {
  label: string;
  value: Json;
  /** How many characters it has. */
  size: number;
  isReadOnly: boolean;
  onPaste(event: ClipboardEvent): void;
  onDrop(event: DragEvent): void;
  onEmpty(): void;
};

/** A value too long to be typed in: to look at, to search in, and to be replaced as a whole. */
export function LargeJson({ label, value, size, isReadOnly, onPaste, onDrop, onEmpty }: LargeJsonProps) {
  const words = { size: sizeWords(size) };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is pasted goes to what has the focus
    <section className="large-json" aria-label={label} tabIndex={0} onPaste={onPaste} onDrop={onDrop}>
      <DataPane value={value} label={label} />
      <div className="row">
        <p className="help grow">
          {isReadOnly
            ? t('{size} of JSON.', words)
            : t('{size} of JSON, too much to type in. Paste other data over it, or empty it.', words)}
        </p>
        {!isReadOnly && (
          <Button small onClick={onEmpty}>
            {t('Empty it')}
          </Button>
        )}
      </div>
    </section>
  );
}
