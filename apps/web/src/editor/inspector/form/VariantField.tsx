import type { Variant, Variants } from '@patchbay/connector';
import { IconPlug, IconPlugOff } from '@tabler/icons-react';
import { useContext, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { SelectField } from '../../../ui/TextField.tsx';
import { useStepContext } from '../stepContext.ts';
import { isPlugged } from './editorValue.ts';
import { FieldList } from './FieldList.tsx';
import { type FormField, fieldOf, fieldsOf } from './fieldsOf.ts';
import { FocusRequestContext } from './focusRequest.ts';
import { GroupHead, GroupProblems } from './GroupHead.tsx';
import { MappingField } from './MappingField.tsx';
import { isOpenAtFirst } from './openAtFirst.ts';
import { kindOfMapping, switchedKind } from './variantFit.ts';

/** A value of one of several kinds: which kind it is, then what that kind takes; or plugged in as a whole. */
export function VariantField({ field, variants, path }: FieldProps & { path: readonly string[] }) {
  const { mappingAt, setMapping, isReadOnly } = useStepContext();
  const mapping = mappingAt(path);
  const request = useContext(FocusRequestContext);
  const [isWhole, setWhole] = useState(false);
  const [chosen, setOpen] = useState<boolean>();
  const isAsked = request?.field[path.length - 1] === field.name;
  const isOpen = chosen ?? (isOpenAtFirst(field, path) || mapping !== undefined || isAsked);
  if (isWhole || isPlugged(mapping)) {
    const leave = () => {
      setWhole(false);
      setMapping(path, undefined);
    };
    return <WholeValue field={field} path={path} onLeave={leave} />;
  }
  return (
    <div className="group">
      <GroupHead
        title={field.title}
        type={field.required ? t('One of several kinds') : t('Optional')}
        hint={field.description}
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
        actions={
          !isReadOnly &&
          mapping === undefined && (
            <IconButton
              small
              label={t('Plug in all of it')}
              icon={<IconPlug size={15} stroke={1.75} aria-hidden />}
              onClick={() => setWhole(true)}
            />
          )
        }
      />
      <GroupProblems path={path} />
      {isOpen && (
        <div className="inside">
          <Kind field={field} variants={variants} path={path} />
        </div>
      )}
    </div>
  );
}

/** The value plugged in from elsewhere, with the way back to picking its kind. */
function WholeValue({ field, path, onLeave }: { field: FormField; path: readonly string[]; onLeave(): void }) {
  const { isReadOnly } = useStepContext();
  const button = (
    <IconButton
      small
      label={t('Pick the kind and fill it in')}
      icon={<IconPlugOff size={15} stroke={1.75} aria-hidden />}
      onClick={onLeave}
    />
  );
  return (
    <MappingField
      path={path}
      label={field.title}
      type={field.typeText}
      hint={field.description}
      reading="any"
      aside={!isReadOnly && button}
    />
  );
}

type FieldProps = { field: FormField; variants: Variants };

/** Which kind it is. A kind without a field of its own to say so is remembered here until something is filled in. */
function Kind({ field, variants, path }: FieldProps & { path: readonly string[] }) {
  const { mappingAt, setMapping, isReadOnly } = useStepContext();
  const [picked, setPicked] = useState<number>();
  const mapping = mappingAt(path);
  const kinds = { variants, root: field.root };
  const filled = kindOfMapping(mapping, kinds);
  const at = picked !== undefined && (filled === undefined || variants.by === undefined) ? picked : filled;
  const kind = at === undefined ? undefined : variants.variants[at];
  const pick = (text: string) => {
    const next = text === '' ? undefined : Number(text);
    setPicked(next);
    const variant = next === undefined ? undefined : variants.variants[next];
    setMapping(path, variant && switchedKind(mapping, variant, kinds));
  };
  return (
    <div className="fields">
      <SelectField
        label={t('Which kind')}
        value={at === undefined ? '' : String(at)}
        disabled={isReadOnly}
        onText={pick}
        options={[
          ...(at === undefined || !field.required ? [{ value: '', label: t('Choose') }] : []),
          ...variants.variants.map(({ title }, index) => ({ value: String(index), label: title })),
        ]}
      />
      {kind !== undefined && <KindFields key={at} kind={kind} field={field} by={variants.by} path={path} />}
    </div>
  );
}

type KindProps = { kind: Variant; field: FormField; by: string | undefined; path: readonly string[] };

function KindFields({ kind, field, by, path }: KindProps) {
  // A kind without fields is one field, in the place of the whole.
  const inner = { ...fieldOf(path.at(-1) ?? field.name, kind.schema, field.root), required: true, title: kind.title };
  if (inner.kind !== 'object') return <FieldList fields={[inner]} path={path.slice(0, -1)} />;
  const fields = fieldsOf(kind.schema, field.root).filter(({ name }) => name !== by || kind.value === undefined);
  return <FieldList fields={fields} path={path} />;
}
