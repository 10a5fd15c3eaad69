import { IconChevronRight } from '@tabler/icons-react';
import { useContext, useState } from 'react';
import { useStepContext } from '../stepContext.ts';
import { AnyField } from './AnyField.tsx';
import { fieldsOf, foldFields, type FormField } from './fieldsOf.ts';
import { FocusRequestContext } from './focusRequest.ts';

/** The form of a step, from the schema of its operation's input. */
export function StepForm() {
  const { operation } = useStepContext();
  const fields = fieldsOf(operation.input);
  if (fields.length === 0) return <p className="muted">There is nothing to set up here.</p>;
  return <FieldList fields={fields} path={[]} />;
}

/** Fields below each other: the required ones, those that matter, and the rest behind a fold. */
export function FieldList({ fields, path }: { fields: readonly FormField[]; path: readonly string[] }) {
  const { mappingAt } = useStepContext();
  const request = useContext(FocusRequestContext);
  const [isUnfolded, setUnfolded] = useState(false);
  // A field does not jump behind the fold when it is emptied: what was shown once stays.
  const [opened] = useState(() => new Set<string>());
  const { shown, folded } = foldFields(fields, (field) => {
    if (mappingAt([...path, field.name]) !== undefined || request?.field[path.length] === field.name)
      opened.add(field.name);
    return opened.has(field.name);
  });
  return (
    <div className="fields">
      {shown.map((field) => (
        <AnyField key={field.name} field={field} path={[...path, field.name]} />
      ))}
      {folded.length > 0 && (
        <button type="button" className="fold" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
          <IconChevronRight size={16} stroke={1.75} aria-hidden />
          More options ({folded.length})
        </button>
      )}
      {isUnfolded && folded.map((field) => <AnyField key={field.name} field={field} path={[...path, field.name]} />)}
    </div>
  );
}
