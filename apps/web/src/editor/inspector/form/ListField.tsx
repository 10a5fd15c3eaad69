import type { Mapping } from '@patchbay/expression';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useContext } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useStepContext } from '../stepContext.ts';
import { DrawField } from './drawField.ts';
import { type FormField, fieldOf, itemSchemaOf } from './fieldsOf.ts';
import { GroupHead, GroupProblems } from './GroupHead.tsx';
import { MappingField } from './MappingField.tsx';
import { opensInto } from './mappingAt.ts';

/** A list: plugged in as a whole, which is the rule, or typed item by item. */
export function ListField({ field, path }: { field: FormField; path: readonly string[] }) {
  const { mappingAt, setMapping, isReadOnly, operation } = useStepContext();
  const Field = useContext(DrawField);
  const mapping = mappingAt(path);
  // Ways out of a step are drawn before it runs, so that their list cannot come from a run.
  const isByHand = path.length === 1 && operation.outletsFrom?.input === field.name;
  const opened = mapping === undefined && isByHand ? NO_ITEMS : mapping && opensInto(mapping);
  const setItems = (items: Mapping[]) => setMapping(path, items.length === 0 ? undefined : { kind: 'list', items });
  if (opened?.kind !== 'list') {
    return (
      <div>
        <MappingField
          path={path}
          label={field.title}
          type={field.required || field.isBasic ? field.typeText : 'Optional'}
          hint={field.description}
          reading="any"
          placeholder="Plug in a list"
          required={field.required}
        />
        {!isReadOnly && mapping === undefined && (
          <button type="button" className="link add" onClick={() => setItems([firstItem(field)])}>
            Type the items by hand
          </button>
        )}
      </div>
    );
  }
  const { items } = opened;
  return (
    <div className="group">
      <GroupHead title={field.title} type={`List of ${items.length}`} hint={field.description} isOpen />
      <GroupProblems path={path} />
      <div className="inside">
        {[...items.keys()].map((index) => (
          <div className="item" key={`item ${index}`}>
            <Field field={itemField(field, index)} path={[...path, String(index)]} />
            {!isReadOnly && (
              <IconButton
                small
                label={`Remove ${itemTitle(field, index)}`}
                icon={<IconTrash size={15} stroke={1.75} aria-hidden />}
                onClick={() => setItems(items.filter((_, at) => at !== index))}
              />
            )}
          </div>
        ))}
        {!isReadOnly && (
          <Button
            small
            icon={<IconPlus size={14} stroke={2} aria-hidden />}
            onClick={() => setItems([...items, withFreeId(firstItem(field), items, field)])}
          >
            {isByHand ? 'Add a way' : 'Add an item'}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The schema may name one item apart from the list: "Way 2" of the "Ways". */
function itemTitle(field: FormField, index: number): string {
  const schema = itemSchemaOf(field);
  const title = typeof schema === 'object' && typeof schema.title === 'string' ? schema.title : field.title;
  return `${title} ${index + 1}`;
}

function itemField(field: FormField, index: number): FormField {
  return { ...fieldOf(String(index), itemSchemaOf(field), field.root), title: itemTitle(field, index), required: true };
}

const NO_ITEMS: Extract<Mapping, { kind: 'list' }> = { kind: 'list', items: [] };

/** What has ids keeps them when another is removed: wires of a way out hold on to its id. */
function withFreeId(item: Mapping, others: readonly Mapping[], field: FormField): Mapping {
  const schema = itemSchemaOf(field);
  const hasId = typeof schema === 'object' && schema.properties?.id !== undefined;
  if (item.kind !== 'object' || !hasId) return item;
  const taken = new Set(others.flatMap((other) => (other.kind === 'object' ? (other.fields.id ?? []) : [])).map(idOf));
  let count = others.length + 1;
  while (taken.has(`case${count}`)) count += 1;
  return { ...item, fields: { ...item.fields, id: { kind: 'literal', value: `case${count}` } } };
}

function idOf(mapping: Mapping): unknown {
  return mapping.kind === 'literal' ? mapping.value : undefined;
}

/** What a new item starts as. An empty text would be a value nobody typed. */
function firstItem(field: FormField): Mapping {
  const { kind } = itemField(field, 0);
  if (kind === 'object' || kind === 'map') return { kind: 'object', fields: {} };
  return { kind: 'literal', value: kind === 'text' ? '' : null };
}
