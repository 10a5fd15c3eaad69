import { t } from '../../texts/t.ts';
import { SelectField, TextArea, TextField } from '../../ui/TextField.tsx';
import { typeOptions } from './columnTypes.ts';
import type { ColumnDraft } from './useTables.ts';

type Props = {
  draft: ColumnDraft;
  onChange: (draft: ColumnDraft) => void;
  /** Whether a name was asked for and is not there. */
  nameMissing: boolean;
};

/** What a column is: its name, what it holds, and whether it may be empty or repeat itself. */
export function ColumnFields({ draft, onChange, nameMissing }: Props) {
  const canBeUnique = draft.type !== 'json' && draft.type !== 'yesNo';
  return (
    <>
      <TextField
        label={t('Name')}
        value={draft.name}
        maxLength={80}
        required
        data-autofocus
        error={nameMissing && draft.name.trim() === '' ? t('A column needs a name.') : undefined}
        onText={(name) => onChange({ ...draft, name })}
      />
      <SelectField
        label={t('Holds')}
        value={draft.type}
        options={typeOptions}
        onText={(text) => {
          const type = typeOptions.find(({ value }) => value === text)?.value ?? draft.type;
          onChange({ ...draft, type });
        }}
      />
      {draft.type === 'choice' && (
        <TextArea
          label={t('Choices')}
          hint={t('One on each line.')}
          rows={4}
          value={draft.choices}
          onText={(choices) => onChange({ ...draft, choices })}
        />
      )}
      <Tick checked={draft.required} onTick={(required) => onChange({ ...draft, required })}>
        {t('A row must have it')}
      </Tick>
      {canBeUnique && (
        <Tick checked={draft.unique} onTick={(unique) => onChange({ ...draft, unique })}>
          {t('No two rows have the same')}
        </Tick>
      )}
    </>
  );
}

/** A box to tick, with its words. */
export function Tick({
  checked,
  onTick,
  children,
}: {
  checked: boolean;
  onTick: (checked: boolean) => void;
  children: string;
}) {
  return (
    <label className="tick">
      <input type="checkbox" checked={checked} onChange={(event) => onTick(event.currentTarget.checked)} />
      {children}
    </label>
  );
}
