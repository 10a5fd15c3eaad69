import type { Json } from '@patchbay/expression';
import { typedByHand } from '@patchbay/flow';
import { useState } from 'react';
import { t } from '../../../texts/t.ts';
import { useKeepSample } from '../../runOverlay/samples.ts';
import { sizeWords } from '../data/fileWords.ts';
import { keepable } from '../data/keepable.ts';
import { shortened } from '../data/shortened.ts';
import type { FormField } from '../form/fieldsOf.ts';
import { JsonText } from '../form/JsonText.tsx';
import { MOST_REQUEST } from '../form/pastedJson.ts';
import { useStepContext } from '../stepContext.ts';
import { Listen } from './Listen.tsx';

const PLACEHOLDER = '{\n  "orderId": "A-1042",\n  "total": 612.4\n}';

/** More characters are cut to what shows the shape: the example is a part of the flow, which everybody with it open has in hand. */
const MOST = 60_000;

/** What a trigger's payload looks like: typed or pasted as JSON, or taken from the next request to its address. */
export function ExampleField({ field, path }: { field: FormField; path: readonly string[] }) {
  const { mappingAt, setMapping, operation, isReadOnly } = useStepContext();
  const mapping = mappingAt(path);
  const { cut, keepWhole } = useWhole();
  const set = (given: Json | undefined) => {
    const value = given === undefined ? undefined : shortened(given, MOST);
    setMapping(path, value === undefined ? undefined : { kind: 'literal', value });
    keepWhole(given === value ? undefined : given);
  };
  return (
    <div className="group">
      <div className="group-head">
        <span className="title">{field.title}</span>
        <span className="type">{t('JSON')}</span>
      </div>
      <p className="help">{field.description}</p>
      <JsonText
        label={field.title}
        value={mapping && typedByHand(mapping)}
        rows={10}
        isReadOnly={isReadOnly}
        placeholder={PLACEHOLDER}
        largest={MOST_REQUEST}
        onValue={set}
      />
      {cut !== undefined && (
        <p className="help" role="status">
          {t(
            'This is the beginning of what you gave ({size}): the first of many items, so that later steps know its fields. All of it is kept as the sample “{name}”, to try with.',
            cut,
          )}
        </p>
      )}
      {operation.outputFrom?.as !== undefined && !isReadOnly && <Listen onUse={(given) => set(keepable(given))} />}
    </div>
  );
}

/** Keeps what was too long for an example as a sample of the trigger, so that nothing of it is lost. */
function useWhole() {
  const { step } = useStepContext();
  const samples = useKeepSample();
  const [cut, setCut] = useState<{ size: string; name: string }>();
  const name = t('The whole example');
  return {
    cut,
    keepWhole(value: Json | undefined) {
      setCut(undefined);
      if (value === undefined) return;
      const size = sizeWords(JSON.stringify(value).length);
      samples.keep({ stepId: step.id, isPin: false, name, value }, () => setCut({ size, name }));
    },
  };
}
