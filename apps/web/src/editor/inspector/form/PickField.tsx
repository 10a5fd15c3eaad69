import { IconArrowRight, IconExternalLink, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useId, useRef, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { useSession } from '../../useEditor.ts';
import { columnsFrom } from '../apps/columnsFrom.ts';
import { dataGroupsFor } from '../picker/dataGroupsFor.ts';
import { useStepContext } from '../stepContext.ts';
import { PluggedChoice } from './ChoiceField.tsx';
import { isPlugged } from './editorValue.ts';
import { FieldShell } from './FieldShell.tsx';
import { type FormField, type Picked, pickedBy } from './fieldsOf.ts';
import { LiveLine } from './MappingField.tsx';
import { PickSelect } from './PickSelect.tsx';
import { type PickSource, pickWords, usePickSource } from './pickSources.ts';
import { useOpenPicker } from './useOpenPicker.ts';

const NewTableDialog = lazy(() =>
  import('../../../screens/tables/NewTableDialog.tsx').then((module) => ({ default: module.NewTableDialog })),
);

type PickFieldProps = { field: FormField; path: readonly string[] };

/** A flow, a table or a step by its id: found by its name, or plugged in. */
export function PickField({ field, path }: PickFieldProps) {
  const { mappingAt, setMapping, problemsAt } = useStepContext();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [isTouched, setTouched] = useState(false);
  const picked = pickedBy(field);
  const source = usePickSource(field);
  const mapping = mappingAt(path);
  const plugged = isPlugged(mapping);
  const isBroken = plugged && problemsAt(path).some(({ severity }) => severity === 'error');
  const value = mapping?.kind === 'literal' && mapping.value !== null ? String(mapping.value) : undefined;
  const focus = () => box.current?.querySelector<HTMLElement>('input, button.unplug')?.focus();
  const openPicker = useOpenPicker({ id, path, label: field.title, box, focus });
  // A column may be called by its name as well, which is not how it is written when it is picked.
  const chosen =
    source.choices?.find((choice) => choice.id === value) ??
    source.choices?.find(({ name }) => picked === 'column' && name.toLowerCase() === value?.toLowerCase());
  return (
    <FieldShell
      id={id}
      path={path}
      label={field.title}
      type={field.required || field.isBasic ? field.typeText : t('Optional')}
      hint={field.description}
      plug={isBroken ? 'fail' : plugged ? 'lit' : undefined}
      onSocket={picked === 'callback' ? undefined : openPicker}
      onLabel={focus}
      isTouched={isTouched}
      boxRef={box}
      onReplace={focus}
      aside={chosen && <OpenLink picked={picked} id={chosen.id} name={chosen.name} />}
      live={
        plugged ? <LiveLine path={path} mapping={mapping} /> : <Missing {...{ picked, path, source, value, chosen }} />
      }
    >
      {plugged && mapping !== undefined ? (
        <PluggedChoice path={path} mapping={mapping} label={field.title} />
      ) : (
        <PickSelect
          id={id}
          field={field}
          choices={source.choices ?? []}
          allowsOther={picked === 'item-field' || picked === 'member'}
          placeholder={source.choices === undefined && !source.isFailed ? t('Loading') : pickWords[picked].choose}
          value={value}
          name={
            chosen?.name ?? (source.choices === undefined || value === undefined ? '' : pickWords[picked].lost || value)
          }
          onLeave={() => setTouched(true)}
          onPick={(next) => setMapping(path, next === undefined ? undefined : { kind: 'literal', value: next })}
        />
      )}
    </FieldShell>
  );
}

type MissingProps = {
  picked: Picked;
  path: readonly string[];
  source: PickSource;
  value: string | undefined;
  chosen: { id: string } | undefined;
};

/** Why nothing, or not what is chosen, can be chosen; the check of the flow comes first where it says so itself. */
function Missing({ picked, path, source, value, chosen }: MissingProps) {
  const { problemsAt } = useStepContext();
  if (source.isFailed) {
    return (
      <div className="note" data-tone="danger">
        <span className="grow">{t('What there is to choose could not be loaded.')}</span>
        <Button small onClick={source.retry}>
          {t('Try again')}
        </Button>
      </div>
    );
  }
  if (source.choices === undefined || chosen !== undefined) return null;
  if (value !== undefined) {
    if (problemsAt(path).length > 0) return null;
    return (
      <div className="note" data-tone={picked === 'item-field' ? undefined : 'danger'}>
        {picked !== 'item-field' && <IconX size={15} stroke={1.75} aria-hidden />}
        <span className="grow">{pickWords[picked].gone}</span>
      </div>
    );
  }
  if (source.choices.length > 0) return null;
  return picked === 'table' ? <MakeTable path={path} /> : <p className="help pick-none">{pickWords[picked].none}</p>;
}

/** No table to choose: one is made right here, and chosen. */
function MakeTable({ path }: { path: readonly string[] }) {
  const context = useStepContext();
  const { setMapping } = context;
  const { role } = useSession();
  const [isMaking, setMaking] = useState(false);
  return (
    <div className="note pick-none">
      <span className="grow">{pickWords.table.none}</span>
      {role !== 'viewer' && (
        <Button small onClick={() => setMaking(true)}>
          {t('Make a table')}
        </Button>
      )}
      {isMaking && (
        <Suspense>
          <NewTableDialog
            likely={columnsFrom(dataGroupsFor(context, path))}
            onMade={(id) => {
              setMapping(path, { kind: 'literal', value: id });
              setMaking(false);
            }}
            onClose={() => setMaking(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Leads to the thing itself: to a table in a tab of its own, into a flow right here, from where Back leads to this step. */
function OpenLink({ picked, id, name }: { picked: Picked; id: string; name: string }) {
  if (picked === 'table') {
    return (
      <Link
        className="pick-open"
        to="/tables/$tableId"
        params={{ tableId: id }}
        target="_blank"
        aria-label={t('Open {name}', { name })}
      >
        {t('Open')}
        <IconExternalLink size={13} stroke={1.75} aria-hidden />
      </Link>
    );
  }
  if (picked !== 'flow') return null;
  return (
    <Link className="pick-open" to="/flows/$flowId" params={{ flowId: id }} aria-label={t('Open {name}', { name })}>
      {t('Open')}
      <IconArrowRight size={13} stroke={1.75} aria-hidden />
    </Link>
  );
}
