import type { FieldSchema, Lookup } from '@patchbay/connector';
import { IconRefresh } from '@tabler/icons-react';
import { useContext } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { DrawField } from '../form/drawField.ts';
import { type FormField, fieldOf } from '../form/fieldsOf.ts';
import { GroupHead, GroupProblems } from '../form/GroupHead.tsx';
import { MapField } from '../form/MapField.tsx';
import { ObjectField } from '../form/ObjectField.tsx';
import { useStepContext } from '../stepContext.ts';
import './apps.css';
import { t, tn } from '../../../texts/t.ts';
import { LookupTrouble } from './LookupTrouble.tsx';
import { useLookupFields } from './useLookup.ts';
import { hasOwnFields, withColumns } from './withColumns.ts';

type ColumnsFieldProps = { field: FormField; path: readonly string[]; lookup: Lookup };

/**
 * An object whose fields only the API knows: a row for each column of a sheet. While they are not known, names are typed.
 * One that has fields of its own as well shows those first.
 */
export function ColumnsField({ field, path, lookup }: ColumnsFieldProps) {
  const { mappingAt, isReadOnly } = useStepContext();
  const Field = useContext(DrawField);
  const state = useLookupFields(lookup, path);
  const mapping = mappingAt(path);
  if (hasOwnFields(field)) {
    return (
      <div className="columns-field">
        <ObjectField field={withColumns(field, state.fields ?? [])} path={path} />
        {state.problem !== undefined && <LookupTrouble state={state} otherwise={t('Its other fields are there.')} />}
      </div>
    );
  }
  const isPluggedWhole = mapping !== undefined && mapping.kind !== 'object' && mapping.kind !== 'literal';
  if (state.fields === undefined || isPluggedWhole) {
    return (
      <div className="columns-field">
        <MapField field={field} path={path} />
        {!state.isLooking && <LookupTrouble state={state} otherwise={t('You can add the fields by name.')} />}
      </div>
    );
  }
  const columns = state.fields.map((column) => columnOf(column, field));
  const lost = namesIn(mapping).filter((name) => !columns.some((column) => column.name === name));
  return (
    <div className="group columns-field">
      <GroupHead
        title={field.title}
        type={tn(columns.length, '1 field', '{count} fields')}
        hint={field.description}
        isOpen
      />
      <GroupProblems path={path} />
      <div className="fields">
        {columns.map((column) => (
          <Field key={column.name} field={column} path={[...path, column.name]} />
        ))}
        {lost.map((name) => (
          <Lost key={name} name={name} path={[...path, name]} />
        ))}
      </div>
      {columns.length === 0 && <p className="help">{t('There are no fields yet. Add a column there first.')}</p>}
      {!isReadOnly && (
        <Button
          small
          look="quiet"
          busy={state.isLooking}
          icon={<IconRefresh size={14} stroke={1.75} aria-hidden />}
          onClick={() => void state.reload()}
        >
          {t('Read the fields again')}
        </Button>
      )}
    </div>
  );
}

/** A field for one item. All of them are shown at once: they are what the step is about. */
function columnOf([name, schema]: readonly [string, FieldSchema], { root }: FormField): FormField {
  return { ...fieldOf(name, schema, root), isBasic: true };
}

function namesIn(mapping: ReturnType<ReturnType<typeof useStepContext>['mappingAt']>): string[] {
  if (mapping?.kind === 'object') return Object.keys(mapping.fields);
  if (mapping?.kind !== 'literal' || typeof mapping.value !== 'object' || mapping.value === null) return [];
  return Array.isArray(mapping.value) ? [] : Object.keys(mapping.value);
}

/** A field that is filled and not there any more. */
function Lost({ name, path }: { name: string; path: readonly string[] }) {
  const { setMapping, isReadOnly } = useStepContext();
  return (
    <div className="note" data-tone="warning">
      <span className="grow">{t('“{name}” is filled in here, and is not there any more.', { name })}</span>
      {!isReadOnly && (
        <Button small onClick={() => setMapping(path, undefined)}>
          {t('Remove it')}
        </Button>
      )}
    </div>
  );
}
