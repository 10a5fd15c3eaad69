import type { Mapping } from '@patchbay/expression';
import { hintsOf } from '@patchbay/connector';
import { opensInto, typedByHand } from '@patchbay/flow';
import { IconArrowDown, IconArrowUp, IconBraces, IconDots, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../../ui/Menu.tsx';
import { sameJson } from '../../document/sameJson.ts';
import { dataGroupsFor } from '../picker/dataGroupsFor.ts';
import { StepContext, useStepContext } from '../stepContext.ts';
import { type FormField, fieldOf } from './fieldsOf.ts';
import { GroupHead, GroupProblems } from './GroupHead.tsx';
import { JsonText } from './JsonText.tsx';
import { MappingField } from './MappingField.tsx';
import { fieldsFrom, moveRow, nameProblem, type RowDraft, rowsFor } from './rowDraft.ts';
import { useShownGroup } from './useShownGroup.ts';
import { type WholeStep, wholeStep } from './wholeStep.ts';
import { typedText } from '../../../ui/typedText.ts';

/** Named values that a person adds one by one: the fields of "Set fields", headers, a query. */
export function MapField({ field, path }: { field: FormField; path: readonly string[] }) {
  const { mappingAt, problemsAt } = useStepContext();
  const mapping = mappingAt(path);
  const isOptional = !field.required && !field.isBasic;
  const group = useShownGroup(path);
  const [chosen, setOpen] = useState<boolean>();
  const isOpen = !isOptional || (chosen ?? (mapping !== undefined || problemsAt(path).length > 0));
  return (
    <div className="group" ref={group}>
      <GroupHead
        title={field.title}
        type={isOptional ? t('Optional') : ''}
        hint={field.description}
        isOpen={isOpen}
        onToggle={isOptional ? () => setOpen(!isOpen) : undefined}
      />
      <GroupProblems path={path} />
      {isOpen && <MapRows path={path} title={field.title} itemField={itemOf(field)} offersAll={isFree(field)} />}
    </div>
  );
}

function itemOf({ schema, root }: FormField): FormField {
  return fieldOf('value', schema.additionalProperties ?? true, root);
}

/** Whether its names are a person's own, and not those that somebody's API knows. */
function isFree({ schema }: FormField): boolean {
  return hintsOf(schema)['x-patchbay-widget'] === 'fields';
}

type MapRowsProps = {
  path: readonly string[];
  title: string;
  itemField?: FormField;
  /** Offers to add all that a step gives in one go. */
  offersAll?: boolean;
};

/** The rows themselves: a name and a value each. */
export function MapRows({ path, title, itemField, offersAll = false }: MapRowsProps) {
  const context = useStepContext();
  const { rows, change } = useRows(path);
  const inner = useMemo(
    () => ({
      ...context,
      // A row whose value is emptied keeps its place; only its bin takes it away.
      setMapping: (at: readonly string[], mapping: Mapping | undefined) =>
        context.setMapping(at, mapping ?? (at.length === path.length + 1 ? EMPTY : undefined)),
    }),
    [context, path.length],
  );
  const free = Math.max(0, ...rows.map(({ id }) => id)) + 1;
  const add = () => change([...rows, { id: free, name: '', mapping: undefined }]);
  const addAll = (fields: WholeStep['fields']) =>
    change([...rows.filter(isFilled), ...fields.map((field, at) => ({ id: free + at, ...field }))]);
  return (
    <div className="rows">
      <StepContext value={inner}>
        {rows.map((row, at) => (
          <MapRow
            key={row.id}
            row={row}
            at={at}
            path={path}
            itemField={itemField}
            problem={nameProblem(rows, row)}
            onName={(name) => change(rows.map((other) => (other === row ? { ...row, name } : other)))}
            onMove={(by) => change(moveRow(rows, at, by))}
            onRemove={() => change(rows.filter((other) => other !== row))}
            isLast={at === rows.length - 1}
          />
        ))}
      </StepContext>
      {!context.isReadOnly && (
        <div className="row rows-add">
          <Button small icon={<IconPlus size={14} stroke={2} aria-hidden />} onClick={add} aria-description={title}>
            {t('Add a field')}
          </Button>
          {offersAll && (
            <AddAll path={path} names={rows.filter(isFilled).map(({ name }) => name.trim())} onAdd={addAll} />
          )}
        </div>
      )}
    </div>
  );
}

function isFilled({ name, mapping }: RowDraft): boolean {
  return name.trim() !== '' || mapping !== undefined;
}

type AddAllProps = { path: readonly string[]; names: readonly string[]; onAdd(fields: WholeStep['fields']): void };

/** All the answers of a form, or what else a step gives, as one field each; those that are there already stay as they are. */
function AddAll({ path, names, onAdd }: AddAllProps) {
  const context = useStepContext();
  const whole = wholeStep(dataGroupsFor(context, path));
  const fields = whole?.fields.filter(({ name }) => !names.includes(name)) ?? [];
  if (whole === undefined || fields.length < 2) return null;
  return (
    <button type="button" className="link" onClick={() => onAdd(fields)}>
      {t('Add all {count} of “{name}”', { count: fields.length, name: whole.name })}
    </button>
  );
}

const EMPTY: Mapping = { kind: 'literal', value: '' };

/** Rows as they are edited: they follow the flow, but for names that cannot be kept yet. */
function useRows(path: readonly string[]) {
  const { mappingAt, setMapping } = useStepContext();
  const mapping = mappingAt(path);
  const opened = mapping && opensInto(mapping);
  const fields = opened?.kind === 'object' ? opened.fields : {};
  const [draft, setDraft] = useState<RowDraft[]>(() => rowsFor(fields, []));
  const names = JSON.stringify(Object.keys(fields));
  const isCurrent = JSON.stringify(Object.keys(fieldsFrom(draft))) === names;
  const rows = isCurrent ? draft : rowsFor(fields, draft);
  if (rows !== draft) setDraft(rows);
  const shown = rows.map((row) => ({ ...row, mapping: fields[row.name.trim()] ?? row.mapping }));
  const change = (next: RowDraft[]) => {
    setDraft(next);
    const now = fieldsFrom(next);
    const isSame = sameJson(now, fields) && JSON.stringify(Object.keys(now)) === names;
    if (!isSame) setMapping(path, Object.keys(now).length === 0 ? undefined : { kind: 'object', fields: now });
  };
  return { rows: shown, change };
}

type MapRowProps = {
  row: RowDraft;
  at: number;
  path: readonly string[];
  itemField: FormField | undefined;
  problem: string | undefined;
  isLast: boolean;
  onName(name: string): void;
  onMove(by: 1 | -1): void;
  onRemove(): void;
};

function MapRow(props: MapRowProps) {
  const { row, at, problem, onName } = props;
  const { isReadOnly } = useStepContext();
  const isNew = row.name === '' && row.mapping === undefined;
  const head = (
    <div className="row-head">
      <input
        className="row-name"
        aria-label={t('Name of field {value}', { value: at + 1 })}
        aria-invalid={problem !== undefined || undefined}
        placeholder={t('Name')}
        value={row.name}
        readOnly={isReadOnly}
        // biome-ignore lint/a11y/noAutofocus: the person just asked for this row
        autoFocus={isNew}
        maxLength={200}
        onChange={(event) => onName(typedText(event.currentTarget.value))}
      />
      {!isReadOnly && <RowMenu {...props} />}
    </div>
  );
  return (
    <div className="map-row">
      {head}
      {problem !== undefined && <p className="bad">{problem}</p>}
      {problem === undefined && row.name.trim() !== '' && <RowValue {...props} />}
    </div>
  );
}

function RowMenu({ row, at, path, isLast, onMove, onRemove }: MapRowProps) {
  const { setMapping } = useStepContext();
  const name = row.name.trim();
  const isGroup = row.mapping !== undefined && opensInto(row.mapping)?.kind === 'object';
  return (
    <>
      <IconButton
        small
        label={t('Remove {name}', { name: name || t('field {value}', { value: at + 1 }) })}
        icon={<IconTrash size={15} stroke={1.75} aria-hidden />}
        onClick={onRemove}
      />
      <Menu trigger={<IconButton small label={t('More')} icon={<IconDots size={16} stroke={2} aria-hidden />} />}>
        <MenuItem
          icon={<IconArrowUp size={15} stroke={1.75} aria-hidden />}
          disabled={at === 0}
          onSelect={() => onMove(-1)}
        >
          {t('Move up')}
        </MenuItem>
        <MenuItem
          icon={<IconArrowDown size={15} stroke={1.75} aria-hidden />}
          disabled={isLast}
          onSelect={() => onMove(1)}
        >
          {t('Move down')}
        </MenuItem>
        {name !== '' && (
          <MenuItem
            icon={<IconBraces size={15} stroke={1.75} aria-hidden />}
            onSelect={() => setMapping([...path, name], isGroup ? EMPTY : { kind: 'object', fields: {} })}
          >
            {isGroup ? t('Make it one value') : t('Make it a group of fields')}
          </MenuItem>
        )}
      </Menu>
    </>
  );
}

function RowValue({ row, path, itemField }: MapRowProps) {
  const { setMapping, isReadOnly } = useStepContext();
  const name = row.name.trim();
  const own = useMemo(() => [...path, name], [path, name]);
  const opened = row.mapping && opensInto(row.mapping);
  if (opened?.kind === 'object') {
    return (
      <div className="inside">
        <MapRows path={own} title={name} />
      </div>
    );
  }
  if (opened?.kind === 'list' && row.mapping !== undefined && typedByHand(row.mapping) !== undefined) {
    return (
      <JsonText
        label={t('Value of {name}', { name })}
        value={typedByHand(row.mapping)}
        rows={3}
        isReadOnly={isReadOnly}
        onValue={(value) => setMapping(own, value === undefined ? undefined : { kind: 'literal', value })}
      />
    );
  }
  const reading = itemField?.kind === 'text' || itemField?.kind === 'long-text' ? 'text' : 'any';
  return (
    <MappingField
      path={own}
      label={name}
      name={t('Value of {name}', { name })}
      type=""
      reading={reading}
      head={false}
    />
  );
}
