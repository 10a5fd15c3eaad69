import { hintsOf } from '@patchbay/connector';
import { t } from '../../../texts/t.ts';
import { ColumnsField } from '../apps/ColumnsField.tsx';
import { LookupField } from '../apps/LookupField.tsx';
import { PagesField } from '../apps/PagesField.tsx';
import { CasesField } from '../cases/CasesField.tsx';
import { ConditionField } from '../condition/ConditionField.tsx';
import { QuestionsField } from '../questions/QuestionsField.tsx';
import { useStepContext } from '../stepContext.ts';
import { ExampleField } from '../trigger/ExampleField.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { ChoicesField } from './ChoicesField.tsx';
import { CodeField } from './CodeField.tsx';
import type { Reading } from './editorValue.ts';
import { FileField } from './FileField.tsx';
import { type FieldKind, type FormField, pickedBy } from './fieldsOf.ts';
import { JsonField } from './JsonField.tsx';
import { ListField } from './ListField.tsx';
import { MapField } from './MapField.tsx';
import { MappingField } from './MappingField.tsx';
import { ObjectField } from './ObjectField.tsx';
import { PickField } from './PickField.tsx';
import { useItemFields } from './itemFields.ts';
import { useColumns } from './pickSources.ts';
import { RowsField } from './RowsField.tsx';
import { VariantField } from './VariantField.tsx';

const READING: Partial<Record<FieldKind, Reading>> = { number: 'number', any: 'any', json: 'any' };

type AnyFieldProps = { field: FormField; path: readonly string[] };

/** One field of a form, drawn by what it takes. */
export function AnyField({ field, path }: AnyFieldProps) {
  const { operation } = useStepContext();
  const { 'x-patchbay-lookup': lookup, 'x-patchbay-fields-from': columns } = hintsOf(field.schema);
  const isPages = field.name === 'pages' && path.length === 1 && operation.paging !== undefined;
  if (columns !== undefined) return <ColumnsField field={field} path={path} lookup={columns} />;
  if (lookup !== undefined && field.kind !== 'list') return <LookupField field={field} path={path} lookup={lookup} />;
  if (isPages) return <PagesField field={field} path={path} />;
  return <PlainField field={field} path={path} />;
}

function PlainField({ field, path }: AnyFieldProps) {
  const { operation } = useStepContext();
  switch (field.kind) {
    case 'choice':
    case 'boolean':
      return <ChoiceField field={field} path={path} />;
    case 'object':
      return <ObjectField field={field} path={path} />;
    case 'variant':
      if (field.variants === undefined) return <JsonField field={field} path={path} />;
      return <VariantField field={field} variants={field.variants} path={path} />;
    case 'list':
      // Ways out of a step are drawn before it runs, so that their list cannot come from a run.
      if (path.length === 1 && operation.outletsFrom?.input === field.name)
        return <CasesField field={field} path={path} />;
      return <ListField field={field} path={path} />;
    case 'form-fields':
      return <QuestionsField field={field} path={path} />;
    case 'rows':
      return <RowsField field={field} path={path} />;
    case 'choices':
      return <ChoicesField field={field} path={path} />;
    case 'pick':
      return <PickedField field={field} path={path} />;
    case 'file':
      return <FileField field={field} path={path} />;
    case 'map':
      return <MapField field={field} path={path} />;
    case 'code':
      return <CodeField field={field} path={path} />;
    case 'condition':
      return <ConditionField field={field} path={path} />;
    case 'json':
      if (operation.kind !== 'trigger') return <JsonField field={field} path={path} />;
      return <ExampleField field={field} path={path} />;
    default:
      return <TypedField field={field} path={path} />;
  }
}

/** Text with pills in it. */
function TypedField({ field, path }: AnyFieldProps) {
  return (
    <MappingField
      path={path}
      label={field.title}
      type={field.required || field.isBasic ? field.typeText : t('Optional')}
      hint={field.description}
      reading={READING[field.kind] ?? 'text'}
      placeholder={placeholderFor(field)}
      isMultiline={field.kind === 'long-text'}
      required={field.required}
      converts={field.kind === 'date' || field.kind === 'number' ? field.schema : undefined}
      isProse={field.kind === 'long-text' || (field.kind === 'text' && !hasFormat(field.schema))}
    />
  );
}

function hasFormat(schema: FormField['schema']): boolean {
  return typeof schema === 'object' && schema.format !== undefined;
}

/** A column is typed as long as its table is not known, and a field of the items as long as nobody knows their fields. */
function PickedField({ field, path }: { field: FormField; path: readonly string[] }) {
  const choices = {
    column: useColumns(),
    'item-field': useItemFields(field),
    flow: [],
    table: [],
    callback: [],
    member: [],
  };
  if (choices[pickedBy(field)] === undefined) return <AnyField field={{ ...field, kind: 'text' }} path={path} />;
  return <PickField field={field} path={path} />;
}

/** What stands in an empty field: the value it then has, or an example of what to type. */
function placeholderFor({ placeholder, default: normal }: FormField): string | undefined {
  if (placeholder === undefined) return undefined;
  // Few know the name of the world's clock.
  if (normal === 'UTC') return t('UTC if left empty: the time of London in winter');
  // Signs by themselves would be read as a part of the sentence.
  if (normal !== undefined && /^\W+$/.test(placeholder)) return t('“{placeholder}” if left empty', { placeholder });
  return normal === undefined
    ? t('Such as {placeholder}', { placeholder })
    : t('{placeholder}, if left empty', { placeholder });
}
