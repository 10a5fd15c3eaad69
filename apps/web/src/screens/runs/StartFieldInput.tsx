import { t } from '../../texts/t.ts';
import { Field } from '../../ui/Field.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { SelectField, TextArea, TextField } from '../../ui/TextField.tsx';
import { StartFile } from './StartFile.tsx';
import type { StartField, Typed } from './startFields.ts';

type Props = {
  field: StartField;
  value: Typed[string] | undefined;
  problem: string | undefined;
  onValue(value: Typed[string]): void;
};

const KIND_WORDS: Partial<Record<StartField['kind'], string>> = { number: t('Number'), date: t('Date'), json: 'JSON' };

/** One value of the form that starts a flow: the control that fits its kind, with its label, and what is wrong with it. */
export function StartFieldInput({ field, value, problem, onValue }: Props) {
  const { label, kind, isRequired, help, choices } = field;
  const about = { label, hint: help, error: problem, required: isRequired, type: KIND_WORDS[kind] };
  if (kind === 'yes-no') {
    return (
      <Field {...about} type={value === true ? t('Yes') : t('No')}>
        {(control) => <Switch {...control} label={label} checked={value === true} onToggle={onValue} />}
      </Field>
    );
  }
  if (kind === 'choices') return <Choices {...{ field, value, problem, onValue }} />;
  const text = typeof value === 'string' ? value : '';
  if (kind === 'choice') {
    const options = [
      { value: '', label: t('Choose one') },
      ...choices.map((choice) => ({ value: choice, label: choice })),
    ];
    return <SelectField {...about} value={text} options={options} onText={onValue} />;
  }
  if (kind === 'json') return <TextArea {...about} mono rows={8} spellCheck={false} value={text} onText={onValue} />;
  if (kind === 'file') return <StartFile about={about} value={text} onValue={onValue} />;
  if (kind === 'text-long') return <TextArea {...about} rows={4} value={text} onText={onValue} />;
  if (kind === 'date') return <DateField about={about} value={text} onValue={onValue} />;
  const control = kind === 'email' || kind === 'phone' ? { kind: CONTROLS[kind] } : {};
  return <TextField {...about} {...control} inputMode={inputModeOf(kind)} value={text} onText={onValue} />;
}

const CONTROLS = { email: 'email', phone: 'tel' } as const;

function inputModeOf(kind: StartField['kind']): 'decimal' | 'url' | undefined {
  if (kind === 'link') return 'url';
  return kind === 'number' ? 'decimal' : undefined;
}

type About = Omit<Parameters<typeof Field>[0], 'children'>;

function DateField({ about, value, onValue }: { about: About; value: string; onValue(value: string): void }) {
  return (
    <Field {...about}>
      {(control) => (
        <input
          {...control}
          type="date"
          className="input"
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function Choices({ field: { label, choices, help }, value, problem, onValue }: Props) {
  const chosen = Array.isArray(value) ? value : [];
  const toggle = (choice: string) =>
    onValue(chosen.includes(choice) ? chosen.filter((one) => one !== choice) : [...chosen, choice]);
  return (
    <fieldset className="start-choices">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice}>
          <input type="checkbox" checked={chosen.includes(choice)} onChange={() => toggle(choice)} /> {choice}
        </label>
      ))}
      {problem !== undefined && <p className="field-error">{problem}</p>}
      {help !== undefined && <p className="field-hint">{help}</p>}
    </fieldset>
  );
}
