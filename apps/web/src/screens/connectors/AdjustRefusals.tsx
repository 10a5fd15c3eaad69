import type { Overlay } from '@patchbay/connector';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { SelectField, TextField } from '../../ui/TextField.tsx';
import { type AdviceLine, adviceProblem, withRefusal } from './overlayEdits.ts';

type Props = { overlay: Overlay; onOverlay(overlay: Overlay): void };

/** How the API says no. */
export function AdjustRefusals({ overlay, onOverlay }: Props) {
  const { refusedWhen, message, code } = overlay.defaults?.answer ?? {};
  return (
    <>
      <TextField
        label={t('Where a refusal says why')}
        hint={t('A place in its answer, such as error.message. Empty: Patchbay looks in the usual places.')}
        value={typeof message === 'string' ? message : ''}
        onText={(path) => onOverlay(withRefusal(overlay, { message: path }))}
      />
      <TextField
        label={t('Where a refusal has its code')}
        hint={t('Such as error.code.')}
        value={typeof code === 'string' ? code : ''}
        onText={(path) => onOverlay(withRefusal(overlay, { code: path }))}
      />
      <TextField
        label={t('What only a refusal has')}
        hint={t('For APIs that say “200 OK” and refuse all the same: a place that is there only then, such as error.')}
        value={refusedWhen?.at ?? ''}
        onText={(path) => onOverlay(withRefusal(overlay, { at: path }))}
      />
    </>
  );
}

const RETRIES: readonly { value: AdviceLine['retry']; label: string }[] = [
  { value: 'never', label: t('The step ends') },
  { value: 'later', label: t('It is tried again later') },
  { value: 'after-reconnect', label: t('It waits for the account') },
];

/** A line on the screen; its key stays when lines before it go. */
export type KeyedLine = AdviceLine & { key: number };

type AdviceProps = { lines: readonly KeyedLine[]; isSent: boolean; onLines(lines: readonly KeyedLine[]): void };

/** What to do about refusals, by their codes: shown where a run failed, and heeded by it. */
export function AdjustAdvice({ lines, isSent, onLines }: AdviceProps) {
  const change = (key: number, to: Partial<AdviceLine>) =>
    onLines(lines.map((line) => (line.key === key ? { ...line, ...to } : line)));
  const next = Math.max(-1, ...lines.map(({ key }) => key)) + 1;
  const add = () => onLines([...lines, { code: '', sentence: '', retry: 'never', key: next }]);
  return (
    <section className="adjust-part" aria-label={t('Advice')}>
      <h3>{t('Advice')}</h3>
      <p className="small muted">
        {t('What people read where the API refuses with a code, and what becomes of the step then.')}
      </p>
      {lines.map((line, at) => (
        <AdviceRow
          key={line.key}
          line={line}
          number={at + 1}
          error={isSent ? adviceProblem(line, lines) : undefined}
          onChange={(to) => change(line.key, to)}
          onRemove={() => onLines(lines.filter(({ key }) => key !== line.key))}
        />
      ))}
      <Button small icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={add}>
        {t('Add advice')}
      </Button>
    </section>
  );
}

type RowProps = {
  line: AdviceLine;
  number: number;
  error: string | undefined;
  onChange(to: Partial<AdviceLine>): void;
  onRemove(): void;
};

function AdviceRow({ line, number, error, onChange, onRemove }: RowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would be a line of its own
    <div className="advice-row" role="group" aria-label={t('Advice {number}', { number })}>
      <TextField
        label={t('Code')}
        placeholder={t('not_found')}
        {...(error !== undefined && { error })}
        value={line.code}
        onText={(code) => onChange({ code })}
      />
      <SelectField
        label={t('What happens')}
        value={line.retry}
        options={RETRIES}
        onText={(retry) => onChange({ retry: RETRIES.find(({ value }) => value === retry)?.value ?? 'never' })}
      />
      <IconButton
        label={t('Remove advice {number}', { number })}
        icon={<IconTrash size={16} stroke={1.75} aria-hidden />}
        onClick={onRemove}
      />
      <TextField
        label={t('What to do')}
        placeholder={t('There is no such part. Choose it again.')}
        maxLength={300}
        value={line.sentence}
        onText={(sentence) => onChange({ sentence })}
      />
    </div>
  );
}
