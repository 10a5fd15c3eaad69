import type { Lookup } from '@patchbay/connector';
import type { Json } from '@patchbay/expression';
import { useId, useRef, useState } from 'react';
import { sameJson } from '../../document/sameJson.ts';
import { PluggedChoice } from '../form/ChoiceField.tsx';
import { isPlugged } from '../form/editorValue.ts';
import { FieldShell } from '../form/FieldShell.tsx';
import type { FormField } from '../form/fieldsOf.ts';
import { LiveLine } from '../form/MappingField.tsx';
import { useOpenPicker } from '../form/useOpenPicker.ts';
import { useStepContext } from '../stepContext.ts';
import './apps.css';
import { t } from '../../../texts/t.ts';
import { LookupSelect } from './LookupSelect.tsx';
import { LookupTrouble } from './LookupTrouble.tsx';
import { useLookup } from './useLookup.ts';

type LookupFieldProps = { field: FormField; path: readonly string[]; lookup: Lookup };

/** A field whose choices only the API knows: searched and chosen by name, typed by hand, pasted as a link, or plugged in. */
export function LookupField({ field, path, lookup }: LookupFieldProps) {
  const { mappingAt, setMapping, problemsAt } = useStepContext();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [isTouched, setTouched] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const mapping = mappingAt(path);
  const plugged = isPlugged(mapping);
  const value: Json | undefined = mapping?.kind === 'literal' && mapping.value !== null ? mapping.value : undefined;
  // Asked for a chosen value as well: its name is in the list, and the flow keeps the value alone.
  const state = useLookup(lookup, { path, search, isEnabled: isOpen || value !== undefined });
  const isBroken = plugged && problemsAt(path).some(({ severity }) => severity === 'error');
  const focus = () => box.current?.querySelector<HTMLElement>('input, button.unplug')?.focus();
  const openPicker = useOpenPicker({ id, path, label: field.title, box, focus });
  const chosen = state.options?.find((option) => sameJson(option.value, value));
  const hasTrouble = !plugged && (isOpen || isTouched || state.problem !== undefined) && chosen === undefined;
  return (
    <FieldShell
      id={id}
      path={path}
      label={field.title}
      type={field.required || field.isBasic ? t('Choice') : t('Optional')}
      hint={field.description}
      plug={isBroken ? 'fail' : plugged ? 'lit' : undefined}
      onSocket={openPicker}
      onLabel={focus}
      isTouched={isTouched}
      boxRef={box}
      onReplace={focus}
      live={
        plugged ? (
          <LiveLine path={path} mapping={mapping} />
        ) : (
          hasTrouble && <LookupTrouble state={state} otherwise={t('You can type it, or plug data in.')} />
        )
      }
    >
      {plugged && mapping !== undefined ? (
        <PluggedChoice path={path} mapping={mapping} label={field.title} />
      ) : (
        <LookupSelect
          id={id}
          field={field}
          state={state}
          value={value}
          chosen={chosen}
          isOpen={isOpen}
          onOpen={setOpen}
          onSearch={setSearch}
          onLeave={() => setTouched(true)}
          onPick={(next) => setMapping(path, next === undefined ? undefined : { kind: 'literal', value: next })}
        />
      )}
    </FieldShell>
  );
}
