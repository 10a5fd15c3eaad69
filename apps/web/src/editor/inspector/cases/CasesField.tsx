import type { Mapping } from '@patchbay/expression';
import { opensInto, outletOfCase } from '@patchbay/flow';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { Jack } from '../../../ui/Jack.tsx';
import { toast } from '../../../ui/toastStore.ts';
import { cutByCases, setCases } from '../../commands/setCases.ts';
import { announce } from '../../statusLine.ts';
import { useSession } from '../../useEditor.ts';
import { FieldList } from '../form/FieldList.tsx';
import { type FormField, fieldsOf, itemSchemaOf } from '../form/fieldsOf.ts';
import { followRow } from '../form/followRow.ts';
import { GroupHead, GroupProblems } from '../form/GroupHead.tsx';
import { MappingField } from '../form/MappingField.tsx';
import { moved } from '../form/moved.ts';
import { RowCard } from '../form/RowCard.tsx';
import { useStepContext } from '../stepContext.ts';
import { type Case, casesFrom, newCase } from './cases.ts';
import { typedText } from '../../../ui/typedText.ts';

type FieldProps = { field: FormField; path: readonly string[] };

/** The ways out of a step, one a row, in the order they are tried. Their names stand at the sockets on the canvas. */
export function CasesField({ field, path }: FieldProps) {
  const { mappingAt, isReadOnly, operation } = useStepContext();
  const list = useRef<HTMLDivElement>(null);
  const mapping = mappingAt(path);
  const opened = mapping && opensInto(mapping);
  const { cases, set, remove } = useCases(path, opened?.kind === 'list' ? opened.items : []);
  if (mapping !== undefined && opened?.kind !== 'list') return <Foreign field={field} path={path} />;
  return (
    <div className="group cases">
      <GroupHead title={field.title} type="" hint={field.description} isOpen />
      <GroupProblems path={path} />
      <div className="row-cards" ref={list}>
        {cases.map((one, at) => (
          <CaseCard
            key={one.id}
            field={field}
            path={[...path, String(at)]}
            one={one}
            at={at}
            count={cases.length}
            onMove={(to) => {
              set(moved(cases, at, to), t('move a way'));
              followRow(list.current, { from: at, to });
            }}
            onRemove={() => remove(at)}
          />
        ))}
        {!isReadOnly && (
          <div>
            <Button
              small
              icon={<IconPlus size={14} stroke={2} aria-hidden />}
              onClick={() => set([...cases, newCase(cases)], t('add a way'))}
            >
              {t('Add a way')}
            </Button>
          </div>
        )}
        {operation.outlets?.map(({ name, label }) => (
          <div key={name} className="row-card otherwise">
            <Jack small />
            <span>
              <b>{label}</b> <span className="muted">{t('is taken when none of them fits.')}</span>
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** A list of ways that is not typed in, as an imported flow may have it: the check says why that cannot be. */
function Foreign({ field, path }: FieldProps) {
  return <MappingField path={path} label={field.title} type="" hint={field.description} reading="any" required />;
}

function useCases([input = '']: readonly string[], items: readonly Mapping[]) {
  const { editor } = useSession();
  const { step } = useStepContext();
  const cases = casesFrom(items, outletOfCase);
  const change = (next: readonly Case[]) => ({ step: step.id, input, cases: next.map(({ mapping }) => mapping) });
  const set = (next: readonly Case[], label: string) => void editor.execute(setCases(change(next), label));
  const remove = (at: number) => {
    const next = change(cases.filter((_, other) => other !== at));
    const { flow } = editor.getState();
    const names = cutByCases(flow, next).map(({ to }) => `“${flow.steps[to]?.name ?? ''}”`);
    const what = t('“{label}” removed.', { label: cases[at]?.label ?? t('The way') });
    const words = names.length === 0 ? what : t('{what} It led to {names}.', { what, names: names.join(' and ') });
    editor.execute(setCases(next, t('remove a way')));
    announce(words);
    toast({ text: words, action: { label: t('Undo'), onSelect: () => void editor.undo() } });
  };
  return { cases, set, remove };
}

type CaseCardProps = FieldProps & {
  one: Case;
  at: number;
  count: number;
  onMove(to: number): void;
  onRemove(): void;
};

function CaseCard({ field, path, one, at, count, onMove, onRemove }: CaseCardProps) {
  const { mappingAt, setMapping, isReadOnly } = useStepContext();
  const label = [...path, 'label'];
  const name = mappingAt(label);
  const fields = fieldsOf(itemSchemaOf(field), field.root).filter((inner) => inner.name !== 'label');
  const head = (
    <span className="case-name">
      <Jack small />
      <input
        className="row-name"
        aria-label={t('Name of way {value}', { value: at + 1 })}
        placeholder={one.label}
        value={name?.kind === 'literal' && typeof name.value === 'string' ? name.value : ''}
        readOnly={isReadOnly}
        maxLength={60}
        onChange={(event) => {
          const value = typedText(event.currentTarget.value);
          setMapping(label, value === '' ? undefined : { kind: 'literal', value });
        }}
      />
    </span>
  );
  return (
    <RowCard label={t('way {value}', { value: at + 1 })} head={head} {...{ at, count, onMove, onRemove }}>
      <FieldList fields={fields} path={path} />
    </RowCard>
  );
}
