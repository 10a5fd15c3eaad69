import type { AccountField } from '@patchbay/connector';
import { t } from '../../texts/t.ts';
import { SelectField, TextField } from '../../ui/TextField.tsx';
import { type AccountDraft, isMandatory, type Missing } from './accountDraft.ts';

type Props = { draft: AccountDraft; missing: Missing; onChange: (part: Partial<AccountDraft>) => void };

const sealed = t('Sealed when you connect. Nobody can read it here again, you included.');
const secret = { kind: 'password', autoComplete: 'off', spellCheck: false } as const;

/** The fields of one way to sign in. */
export function SecretFields({ draft: { way, values }, missing, onChange }: Props) {
  return way.fields.map((field) => (
    <OwnField
      key={`${way.key} ${field.name}`}
      field={field}
      value={values[field.name] ?? ''}
      error={missing.values?.[field.name]}
      onText={(text) => onChange({ values: { ...values, [field.name]: text } })}
    />
  ));
}

type OwnProps = { field: AccountField; value: string; error: string | undefined; onText(text: string): void };

/** One field: a list of choices, a password or a line of text. */
function OwnField({ field, value, error, onText }: OwnProps) {
  const { title, description, choices, isSecret, isOptional, default: otherwise } = field;
  const shared = {
    label: title,
    hint: description,
    error,
    required: isMandatory(field),
    ...(isOptional && { type: t('Optional') }),
    onText,
  };
  if (choices !== undefined) {
    const none = otherwise === undefined ? [{ value: '', label: t('Choose…') }] : [];
    return <SelectField {...shared} value={value || (otherwise ?? '')} options={[...none, ...choices]} />;
  }
  if (isSecret) return <TextField {...shared} {...secret} hint={description ?? sealed} value={value} />;
  return <TextField {...shared} autoComplete="off" spellCheck={false} placeholder={otherwise} value={value} />;
}
