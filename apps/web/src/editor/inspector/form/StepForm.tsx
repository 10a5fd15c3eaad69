import { useStepContext } from '../stepContext.ts';
import { AnyField } from './AnyField.tsx';
import { DrawField } from './drawField.ts';
import { FieldList } from './FieldList.tsx';
import { fieldsOf } from './fieldsOf.ts';

/** The form of a step, from the schema of its operation's input. */
export function StepForm() {
  const { operation } = useStepContext();
  const fields = fieldsOf(operation.input);
  if (fields.length === 0) return <p className="muted">There is nothing to set up here.</p>;
  return (
    <DrawField value={AnyField}>
      {operation.description !== undefined && <p className="lead">{operation.description}</p>}
      <FieldList fields={fields} path={[]} />
    </DrawField>
  );
}
