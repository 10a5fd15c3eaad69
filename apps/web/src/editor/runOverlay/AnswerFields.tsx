import type { Json } from '@patchbay/expression';
import { type Step, typedFields } from '@patchbay/flow';
import { useState } from 'react';
import { StartFieldInput } from '../../screens/runs/StartFieldInput.tsx';
import { payloadOf, type StartField, startFields, typedFrom } from '../../screens/runs/startFields.ts';
import type { EditorCatalog } from '../document/createCatalog.ts';

/** What a trigger asks for by fields of its own, such as a form its questions; nothing for all others. */
export function askedFields({ inputs, uses }: Step, catalog: Pick<EditorCatalog, 'find'>): StartField[] {
  const from = catalog.find(uses)?.fieldsFrom;
  const fields = from === undefined ? [] : typedFields(inputs[from.input]);
  return fields.length === 0
    ? []
    : startFields({ fields: fields.map((field) => ({ ...field, choices: [...field.choices] })), example: null });
}

type Props = { fields: readonly StartField[]; payload: Json | undefined; onPayload(payload: Json): void };

/** The answers that a try starts with, asked for as the form asks for them. */
export function AnswerFields({ fields, payload, onPayload }: Props) {
  const [typed, setTyped] = useState(() => typedFrom(fields, payload));
  const read = payloadOf(fields, typed);
  return (
    <div className="try-fields">
      {fields.map((field) => (
        <StartFieldInput
          key={field.name}
          field={field}
          value={typed[field.name]}
          problem={read.ok ? undefined : read.problems.get(field.name)}
          onValue={(value) => {
            const next = { ...typed, [field.name]: value };
            setTyped(next);
            const said = payloadOf(fields, next);
            if (said.ok) onPayload(said.payload);
          }}
        />
      ))}
    </div>
  );
}
