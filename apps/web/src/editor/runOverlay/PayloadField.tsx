import type { Json } from '@patchbay/expression';
import type { Step } from '@patchbay/flow';
import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { SelectField, TextField } from '../../ui/TextField.tsx';
import { useCatalog } from '../useEditor.ts';
import { AnswerFields, askedFields } from './AnswerFields.tsx';
import { pathWords } from '../dataView/treeRows.ts';
import { JsonText } from '../inspector/form/JsonText.tsx';
import { MOST_REQUEST } from '../inspector/form/pastedJson.ts';
import { leafFields, typedLike, withLeaf } from './leafFields.ts';
import { useKeepSample } from './samples.ts';

/** The example that the trigger itself gives. */
export const EXAMPLE = '';
/** What started the run whose data is shown. */
export const LAST_RUN = '\0last';

type Props = {
  trigger: Step;
  payload: Json | undefined;
  sample: string;
  names: readonly string[];
  hasLastRun: boolean;
  onSample(name: string): void;
  onPayload(payload: Json | undefined): void;
};

/** The data that a try starts with: a sample by its name, typed over in a form or as JSON, and kept under a name. */
export function PayloadField({ trigger, payload, sample, names, hasLastRun, onSample, onPayload }: Props) {
  const asked = askedFields(trigger, useCatalog());
  const fields = asked.length > 0 ? [] : leafFields(payload);
  const [asJson, setAsJson] = useState(false);
  const isForm = fields !== undefined && (payload !== undefined || asked.length > 0) && !asJson;
  const options = [
    { value: EXAMPLE, label: t('The example') },
    ...(hasLastRun ? [{ value: LAST_RUN, label: t('What started the last run') }] : []),
    ...names.map((name) => ({ value: name, label: name })),
  ];
  return (
    <section aria-label={t('What it starts with')} className="try-data">
      <SelectField label={t('Sample')} value={sample} options={options} onText={onSample} />
      <div className="group-head">
        <span className="title">
          {trigger.uses.operation === 'webhook' ? t('What the request brings') : t('Values to start with')}
        </span>
        {fields !== undefined && (
          <button type="button" className="link" onClick={() => setAsJson(!asJson)}>
            {asJson ? t('As a form') : t('As JSON')}
          </button>
        )}
      </div>
      {isForm ? (
        asked.length > 0 ? (
          <AnswerFields key={sample} fields={asked} payload={payload} onPayload={onPayload} />
        ) : payload === undefined ? null : (
          <LeafFields fields={fields} payload={payload} onPayload={onPayload} />
        )
      ) : (
        <JsonText label={t('Payload')} value={payload} rows={12} largest={MOST_REQUEST} onValue={onPayload} />
      )}
      <KeepSample stepId={trigger.id} sample={sample} names={names} payload={payload} onKept={onSample} />
    </section>
  );
}

type LeafProps = Pick<Props, 'onPayload'> & {
  payload: Json;
  fields: NonNullable<ReturnType<typeof leafFields>>;
};

function LeafFields({ fields, payload, onPayload }: LeafProps) {
  return (
    <div className="try-fields">
      {fields.map(({ path, value }) =>
        typeof value === 'boolean' ? (
          <div key={path.join('/')} className="row">
            <span className="grow">{pathWords(path)}</span>
            <Switch
              label={pathWords(path)}
              checked={value}
              onToggle={(next) => onPayload(withLeaf(payload, path, next))}
            />
          </div>
        ) : (
          <TextField
            key={path.join('/')}
            label={pathWords(path)}
            value={value === null ? '' : String(value)}
            placeholder={value === null ? t('nothing') : undefined}
            onText={(text) => onPayload(withLeaf(payload, path, typedLike(value, text)))}
          />
        ),
      )}
    </div>
  );
}

type KeepProps = {
  stepId: string;
  sample: string;
  names: readonly string[];
  payload: Json | undefined;
  onKept(name: string): void;
};

function KeepSample({ stepId, sample, names, payload, onKept }: KeepProps) {
  const [name, setName] = useState<string>();
  const samples = useKeepSample();
  const isNamed = names.includes(sample);
  if (name === undefined) {
    return (
      <div className="row">
        <Button
          small
          icon={<IconDeviceFloppy size={15} stroke={1.75} aria-hidden />}
          onClick={() => setName(isNamed ? sample : '')}
        >
          {t('Keep as a sample')}
        </Button>
        {isNamed && (
          <IconButton
            small
            label={t('Delete the sample {sample}', { sample })}
            icon={<IconTrash size={15} stroke={1.75} aria-hidden />}
            onClick={() => {
              samples.remove({ stepId, isPin: false, name: sample });
              onKept(EXAMPLE);
            }}
          />
        )}
      </div>
    );
  }
  const keep = () => {
    const kept = name.trim();
    if (kept === '') return;
    samples.keep({ stepId, isPin: false, name: kept, value: payload ?? null });
    setName(undefined);
    onKept(kept);
  };
  return (
    <form
      className="row keep-sample"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <TextField label={t('Name of the sample')} value={name} maxLength={80} onText={setName} />
      <Button small type="submit" disabled={name.trim() === ''}>
        {t('Keep')}
      </Button>
      <Button small look="quiet" onClick={() => setName(undefined)}>
        {t('Cancel')}
      </Button>
    </form>
  );
}
