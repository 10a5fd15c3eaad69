import type { Json } from '@patchbay/expression';
import { typedByHand } from '@patchbay/flow';
import { t } from '../../../texts/t.ts';
import type { FormField } from '../form/fieldsOf.ts';
import { JsonText } from '../form/JsonText.tsx';
import { useStepContext } from '../stepContext.ts';
import { Listen } from './Listen.tsx';

const PLACEHOLDER = '{\n  "orderId": "A-1042",\n  "total": 612.4\n}';

/** What a trigger's payload looks like: typed or pasted as JSON, or taken from the next request to its address. */
export function ExampleField({ field, path }: { field: FormField; path: readonly string[] }) {
  const { mappingAt, setMapping, operation, isReadOnly } = useStepContext();
  const mapping = mappingAt(path);
  const set = (value: Json | undefined) =>
    setMapping(path, value === undefined ? undefined : { kind: 'literal', value });
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
        onValue={set}
      />
      {operation.outputFrom?.as !== undefined && !isReadOnly && <Listen onUse={set} />}
    </div>
  );
}
