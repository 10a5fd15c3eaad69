import { IconChevronRight } from '@tabler/icons-react';
import { useContext, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { ProposalsContext } from '../proposals/proposalsContext.ts';
import { useStepContext } from '../stepContext.ts';
import { DrawField } from './drawField.ts';
import { type FormField, foldFields } from './fieldsOf.ts';
import { FocusRequestContext } from './focusRequest.ts';
import { isWanted } from './isWanted.ts';

/** Fields below each other: the required ones, those that matter, and the rest below a fold that hides what is empty. */
export function FieldList({ fields, path }: { fields: readonly FormField[]; path: readonly string[] }) {
  const { mappingAt } = useStepContext();
  const Field = useContext(DrawField);
  const request = useContext(FocusRequestContext);
  const [isUnfolded, setUnfolded] = useState(false);
  // A field does not jump behind the fold when it is emptied: what was shown once stays.
  const [opened] = useState(() => new Set<string>());
  const mappingOf = (name: string) => mappingAt([...path, name]);
  const wanted = fields.filter((field) => isWanted(field, { fields, mappingOf }));
  const proposed = useContext(ProposalsContext)?.all ?? [];
  // What "Accept all" would fill stands where it can be seen.
  const isProposed = (at: readonly string[]) =>
    proposed.some((proposal) => at.every((key, index) => proposal.path[index] === key));
  const { first, optional, folded } = foldFields(wanted, (field) => {
    const at = [...path, field.name];
    if (mappingAt(at) !== undefined || request?.field[path.length] === field.name || isProposed(at))
      opened.add(field.name);
    return opened.has(field.name);
  });
  return (
    <div className="fields">
      {first.map((field) => (
        <Field key={field.name} field={field} path={[...path, field.name]} />
      ))}
      {/* Open, it stays: fields would move up under the hands of who fills the last one. */}
      {(folded.length > 0 || isUnfolded) && (
        <button type="button" className="fold" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
          <IconChevronRight size={16} stroke={1.75} aria-hidden />
          {t('More options ({count})', { count: isUnfolded ? optional.length : folded.length })}
        </button>
      )}
      {optional
        .filter((field) => isUnfolded || !folded.includes(field))
        .map((field) => (
          <Field key={field.name} field={field} path={[...path, field.name]} />
        ))}
    </div>
  );
}
