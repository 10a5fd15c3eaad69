import type { Json } from '@patchbay/expression';
import { typedByHand } from '@patchbay/flow';
import { useId } from 'react';
import { useStepContext } from '../stepContext.ts';
import { choicesOf, type FormField, itemSchemaOf } from './fieldsOf.ts';
import { GroupProblems } from './GroupHead.tsx';

/** Some of a few fixed values, each a button that is in or out. They are kept in the order they are offered in. */
export function ChoicesField({ field, path }: { field: FormField; path: readonly string[] }) {
  const { mappingAt, setMapping, isReadOnly } = useStepContext();
  const id = useId();
  const mapping = mappingAt(path);
  const typed = mapping && typedByHand(mapping);
  const chosen = new Set(Array.isArray(typed) ? typed : []);
  const choices = choicesOf(itemSchemaOf(field), field.root);
  const toggle = (value: Json) => {
    const next = choices.map((choice) => choice.value).filter((each) => chosen.has(each) !== (each === value));
    setMapping(path, next.length === 0 ? undefined : { kind: 'literal', value: next });
  };
  return (
    <fieldset className="mfield choices" aria-describedby={id} disabled={isReadOnly}>
      <legend>{field.title}</legend>
      <div className="chips">
        {choices.map(({ value, label }) => (
          <button
            key={label}
            type="button"
            className="chip"
            aria-pressed={chosen.has(value)}
            onClick={() => toggle(value)}
          >
            {label}
          </button>
        ))}
      </div>
      <p className="help" id={id}>
        {field.description}
      </p>
      <GroupProblems path={path} />
    </fieldset>
  );
}
