import type { Mapping } from '@patchbay/expression';
import { opensInto } from '@patchbay/flow';
import { IconPlug, IconPlus } from '@tabler/icons-react';
import { useContext, useRef, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useStepContext } from '../stepContext.ts';
import { DrawField } from './drawField.ts';
import { FieldList } from './FieldList.tsx';
import { type FormField, fieldOf, fieldsOf, itemSchemaOf } from './fieldsOf.ts';
import { followRow } from './followRow.ts';
import { GroupHead, GroupProblems } from './GroupHead.tsx';
import { MappingField } from './MappingField.tsx';
import { moved, oneOf } from './moved.ts';
import { RowCard } from './RowCard.tsx';

/** A short list that a person adds to row by row; it can be plugged in as a whole all the same. */
export function RowsField({ field, path }: { field: FormField; path: readonly string[] }) {
  const { mappingAt, setMapping, isReadOnly, canPlug } = useStepContext();
  const [isWhole, setWhole] = useState(false);
  const mapping = mappingAt(path);
  const opened = mapping === undefined ? NO_ITEMS : opensInto(mapping);
  if (isWhole || opened?.kind !== 'list') {
    const leave = () => {
      setWhole(false);
      setMapping(path, undefined);
    };
    return <WholeList field={field} path={path} onLeave={leave} />;
  }
  const plug = (
    <IconButton
      small
      label={t('Plug in the whole list')}
      icon={<IconPlug size={15} stroke={1.75} aria-hidden />}
      onClick={() => setWhole(true)}
    />
  );
  return (
    <div className="group">
      <GroupHead
        title={field.title}
        type={field.required ? '' : t('Optional')}
        hint={field.description}
        isOpen
        actions={!isReadOnly && canPlug && mapping === undefined && plug}
      />
      <GroupProblems path={path} />
      <Rows field={field} path={path} items={opened.items} />
    </div>
  );
}

const NO_ITEMS: Extract<Mapping, { kind: 'list' }> = { kind: 'list', items: [] };

type RowsProps = { field: FormField; path: readonly string[]; items: readonly Mapping[] };

function Rows({ field, path, items }: RowsProps) {
  const { setMapping, isReadOnly } = useStepContext();
  const Field = useContext(DrawField);
  const list = useRef<HTMLDivElement>(null);
  const item = fieldOf('item', itemSchemaOf(field), field.root);
  const set = (next: readonly Mapping[]) =>
    setMapping(path, next.length === 0 ? undefined : { kind: 'list', items: [...next] });
  const title = itemTitle(field);
  return (
    <div className="row-cards" ref={list}>
      {[...items.keys()].map((at) => (
        <RowCard
          // Rows have no identity but their place.
          key={`row ${at}`}
          label={`${title} ${at + 1}`}
          at={at}
          count={items.length}
          onMove={(to) => {
            set(moved(items, at, to));
            followRow(list.current, { from: at, to });
          }}
          onRemove={() => set(items.filter((_, other) => other !== at))}
        >
          {item.kind === 'object' ? (
            <FieldList fields={fieldsOf(item.schema, item.root)} path={[...path, String(at)]} />
          ) : (
            <Field field={{ ...item, required: true }} path={[...path, String(at)]} />
          )}
        </RowCard>
      ))}
      {!isReadOnly && (
        <div>
          <Button
            small
            icon={<IconPlus size={14} stroke={2} aria-hidden />}
            onClick={() => set([...items, firstItem(item)])}
          >
            {t('Add {one}', { one: oneOf(title) })}
          </Button>
        </div>
      )}
    </div>
  );
}

function WholeList({ field, path, onLeave }: { field: FormField; path: readonly string[]; onLeave(): void }) {
  const { isReadOnly } = useStepContext();
  return (
    <div>
      <MappingField
        path={path}
        label={field.title}
        type={field.typeText}
        hint={field.description}
        reading="any"
        placeholder={t('Plug in a list')}
        required={field.required}
      />
      {!isReadOnly && (
        <button type="button" className="link add" onClick={onLeave}>
          {t('Fill in row by row')}
        </button>
      )}
    </div>
  );
}

/** The schema may name one item apart from the list: "Condition" of the "Conditions". */
function itemTitle(field: FormField): string {
  const schema = itemSchemaOf(field);
  return typeof schema === 'object' && typeof schema.title === 'string' ? schema.title : t('Item');
}

/** An empty text would be a value nobody typed. */
function firstItem({ kind }: FormField): Mapping {
  if (kind === 'object' || kind === 'map') return { kind: 'object', fields: {} };
  return { kind: 'literal', value: kind === 'text' ? '' : null };
}
