import type { Mapping } from '@patchbay/expression';
import { opensInto } from '@patchbay/flow';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useContext } from 'react';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useStepContext } from '../stepContext.ts';
import { DrawField } from './drawField.ts';
import { type FormField, fieldOf, itemSchemaOf, pickedBy } from './fieldsOf.ts';
import { GroupHead, GroupProblems } from './GroupHead.tsx';
import { MappingField } from './MappingField.tsx';
import { pickWords } from './pickSources.ts';

/** A list: plugged in as a whole, which is the rule, or typed item by item. */
export function ListField({ field, path }: { field: FormField; path: readonly string[] }) {
  const { mappingAt, setMapping, isReadOnly } = useStepContext();
  const Field = useContext(DrawField);
  const mapping = mappingAt(path);
  const words = wordsOf(field);
  const opened = mapping && opensInto(mapping);
  const setItems = (items: Mapping[]) => setMapping(path, items.length === 0 ? undefined : { kind: 'list', items });
  if (opened?.kind !== 'list') {
    return (
      <div>
        <MappingField
          path={path}
          label={field.title}
          type={field.required || field.isBasic ? field.typeText : t('Optional')}
          hint={field.description}
          reading="any"
          placeholder={t('Plug in a list')}
          required={field.required}
        />
        {!isReadOnly && mapping === undefined && (
          <button type="button" className="link add" onClick={() => setItems([firstItem(field)])}>
            {words.first}
          </button>
        )}
      </div>
    );
  }
  const { items } = opened;
  const type = t('List of {count}', { count: items.length });
  return (
    <div className="group">
      <GroupHead title={field.title} type={type} hint={field.description} isOpen />
      <GroupProblems path={path} />
      <div className="inside">
        {[...items.keys()].map((index) => (
          <div className="item" key={`item ${index}`}>
            <Field field={itemField(field, index)} path={[...path, String(index)]} />
            {!isReadOnly && (
              <IconButton
                small
                label={t('Remove {itemTitle}', { itemTitle: itemTitle(field, index) })}
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
            onClick={() => setItems([...items, firstItem(field)])}
          >
            {words.next}
          </Button>
        )}
      </div>
    </div>
  );
}

/** What adds the first item, and another one. */
function wordsOf(field: FormField): { first: string; next: string } {
  const item = itemField(field, 0);
  if (item.kind !== 'pick') return { first: t('Type the items by hand'), next: t('Add an item') };
  const { choose } = pickWords[pickedBy(item)];
  return { first: choose, next: choose };
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

/** What a new item starts as. An empty text would be a value nobody typed. */
function firstItem(field: FormField): Mapping {
  const { kind } = itemField(field, 0);
  if (kind === 'object' || kind === 'map' || kind === 'variant') return { kind: 'object', fields: {} };
  return { kind: 'literal', value: kind === 'text' ? '' : null };
}
