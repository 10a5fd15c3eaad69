import { thingOf } from '@patchbay/flow';
import { t } from '../../../texts/t.ts';
import { useCatalog } from '../../useEditor.ts';
import { ProposalHead } from '../proposals/ProposalHead.tsx';
import { ProposalsContext } from '../proposals/proposalsContext.ts';
import { useProposals } from '../proposals/useProposals.ts';
import { useStepContext } from '../stepContext.ts';
import { AnyField } from './AnyField.tsx';
import { DrawField } from './drawField.ts';
import { FieldList } from './FieldList.tsx';
import { fieldsOf } from './fieldsOf.ts';
import { takenInput } from './takenInput.ts';

/** The form of a step, from the schema of its operation's input. */
export function StepForm() {
  const context = useStepContext();
  const { step, operation } = context;
  const proposals = useProposals(context);
  const catalog = useCatalog();
  const thing = thingOf(step, operation);
  const fields = fieldsOf(takenInput(operation, { type: thing && catalog.typeOf(thing), inputs: step.inputs }));
  if (fields.length === 0) return <p className="muted">{t('There is nothing to set up here.')}</p>;
  return (
    <ProposalsContext value={proposals}>
      <DrawField value={AnyField}>
        {operation.description !== undefined && <p className="lead">{operation.description}</p>}
        <ProposalHead />
        <FieldList fields={fields} path={[]} />
      </DrawField>
    </ProposalsContext>
  );
}
