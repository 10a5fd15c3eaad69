import type { Mapping } from '@patchbay/expression';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { useStepContext } from '../stepContext.ts';
import { mappingOf, type Part, type Reading } from './editorValue.ts';
import { readableDate } from './readableDate.ts';
import { valueOfPill } from './valueOfPill.ts';

type ReadableDateProps = {
  path: readonly string[];
  parts: readonly Part[];
  reading: Reading;
  onMapping(mapping: Mapping): void;
};

/** A date among text stands there as computers write it: one press writes it as people do. */
export function ReadableDate({ path, parts, reading, onMapping }: ReadableDateProps) {
  const { valuesFor, isReadOnly } = useStepContext();
  if (isReadOnly) return null;
  const values = valuesFor(path);
  const found = readableDate(parts, (part) => valueOfPill(part, values));
  const written = found && valueOfPill(found.formula, values);
  if (found === undefined || typeof written !== 'string') return null;
  const write = () => {
    const next = mappingOf(parts.with(found.at, found.formula), reading);
    if (next !== undefined) onMapping(next);
  };
  return (
    <div className="live-offer">
      <Button small look="quiet" onClick={write}>
        {t('Write it as “{date}”', { date: written })}
      </Button>
    </div>
  );
}
