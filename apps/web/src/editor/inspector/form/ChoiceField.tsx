import type { Json, Mapping } from '@patchbay/expression';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { sameJson } from '../../document/sameJson.ts';
import { usePicker, useStepContext } from '../stepContext.ts';
import { useChoices } from './comparedDates.ts';
import { isPlugged } from './editorValue.ts';
import { FieldShell } from './FieldShell.tsx';
import type { Choice, FormField } from './fieldsOf.ts';
import { LiveLine } from './MappingField.tsx';
import { Pill } from './Pill.tsx';
import { useDraw } from './PillInput.tsx';

const YES_NO: readonly Choice[] = [
  { value: true, label: t('Yes') },
  { value: false, label: t('No') },
];

/** One of a few values, picked from a list or plugged in. */
export function ChoiceField({ field, path }: { field: FormField; path: readonly string[] }) {
  const context = useStepContext();
  const picker = usePicker();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [isTouched, setTouched] = useState(false);
  const mapping = context.mappingAt(path);
  const plugged = isPlugged(mapping);
  const isBroken = plugged && context.problemsAt(path).some(({ severity }) => severity === 'error');
  const focus = () => box.current?.querySelector<HTMLElement>('select, button.unplug')?.focus();
  const openPicker = () => {
    if (box.current === null) return;
    picker.activate(
      {
        id,
        path,
        label: field.title,
        box: box.current,
        insert: (content) => typeof content !== 'string' && context.setMapping(path, content),
        focus,
      },
      { open: true },
    );
    picker.ask('');
  };
  return (
    <FieldShell
      id={id}
      path={path}
      label={field.title}
      type={field.required || field.isBasic ? field.typeText : t('Optional')}
      hint={field.description}
      plug={isBroken ? 'fail' : plugged ? 'lit' : undefined}
      onSocket={context.canPlug ? openPicker : undefined}
      onLabel={focus}
      isTouched={isTouched}
      boxRef={box}
      onReplace={openPicker}
      live={<LiveLine path={path} mapping={mapping} />}
    >
      {plugged && mapping !== undefined ? (
        <PluggedChoice path={path} mapping={mapping} label={field.title} />
      ) : (
        <ChoiceSelect id={id} field={field} path={path} mapping={mapping} onLeave={() => setTouched(true)} />
      )}
    </FieldShell>
  );
}

/** The pill in place of what would be chosen, with its way out. */
export function PluggedChoice({ path, mapping, label }: { path: readonly string[]; mapping: Mapping; label: string }) {
  const { setMapping, isReadOnly } = useStepContext();
  const draw = useDraw(path);
  const pill = mapping.kind === 'template' ? mapping.parts.find((part) => typeof part !== 'string') : mapping;
  return (
    <>
      {pill !== undefined && (pill.kind === 'reference' || pill.kind === 'formula') && <Pill {...draw(pill)} />}
      {!isReadOnly && (
        <button
          type="button"
          className="unplug"
          aria-label={t('Unplug {label}', { label })}
          onClick={() => setMapping(path, undefined)}
        >
          <IconX size={14} stroke={2} aria-hidden />
        </button>
      )}
    </>
  );
}

type SelectProps = {
  id: string;
  field: FormField;
  path: readonly string[];
  mapping: Mapping | undefined;
  onLeave(): void;
};

function ChoiceSelect({ id, field, path, mapping, onLeave }: SelectProps) {
  const { setMapping, isReadOnly } = useStepContext();
  const named = useChoices(field, path);
  const choices = field.kind === 'boolean' ? YES_NO : named;
  const value: Json | undefined = mapping?.kind === 'literal' ? mapping.value : undefined;
  const placeOf = (wanted: Json | undefined) => choices.findIndex((choice) => sameJson(choice.value, wanted));
  const normal = placeOf(field.default);
  const at = value === undefined ? normal : placeOf(value);
  const isForeign = value !== undefined && at < 0;
  return (
    <>
      <select
        id={id}
        value={isForeign ? 'foreign' : at}
        aria-required={field.required || undefined}
        disabled={isReadOnly}
        onBlur={onLeave}
        onChange={(event) => {
          const index = Number(event.currentTarget.value);
          const chosen = index === normal && !field.required ? undefined : choices[index];
          setMapping(path, chosen && { kind: 'literal', value: chosen.value });
        }}
      >
        {normal < 0 && <option value={-1}>{t('Choose')}</option>}
        {choices.map((choice, index) => (
          <option key={JSON.stringify(choice.value)} value={index}>
            {choice.label}
          </option>
        ))}
        {isForeign && <option value="foreign">{String(value)}</option>}
      </select>
      <span className="end">
        <IconChevronDown size={16} stroke={1.75} aria-hidden />
      </span>
    </>
  );
}
