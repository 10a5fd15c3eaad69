import { useState } from 'react';
import { confirmTwoFactor, type TwoFactorSetup } from '../../../api/account.ts';
import { t } from '../../../texts/t.ts';
import { Band } from '../../../ui/Band.tsx';
import { Button } from '../../../ui/Button.tsx';
import { CopyField } from '../../../ui/CopyField.tsx';
import { Dialog, FormDialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { QrCode } from './QrCode.tsx';
import { useAttempt } from './useAttempt.ts';

/** The code to scan, and the first code of the app, which shows that both know the same. */
export function SetUpTwoFactor({
  setup: { address },
  onConfirmed,
  onClose,
}: {
  setup: TwoFactorSetup;
  onConfirmed: () => void;
  onClose: () => void;
}) {
  const [code, setCode] = useState('');
  const { run, busy, problem } = useAttempt();
  const secret = URL.parse(address)?.searchParams.get('secret') ?? '';
  const confirm = () =>
    run(async () => {
      await confirmTwoFactor(code);
      onConfirmed();
    });
  return (
    <FormDialog
      title={t('Scan this with your app')}
      opened
      onClose={onClose}
      onSubmit={() => void confirm()}
      submit={t('Switch on')}
      busy={busy}
      width={440}
    >
      {problem && <Band tone="danger">{problem}</Band>}
      <QrCode text={address} label={t('QR code for your authenticator app')} />
      <CopyField label={t('Or type this key into it')} text={secret} />
      <TextField
        label={t('Code that the app shows now')}
        inputMode="numeric"
        autoComplete="one-time-code"
        data-autofocus
        required
        value={code}
        onText={setCode}
      />
    </FormDialog>
  );
}

/** The codes for when the phone is lost. They are shown this one time. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    setCopied(true);
  };
  return (
    <Dialog title={t('Keep these recovery codes')} opened onClose={onClose} width={440}>
      <p className="sentence">
        {t(
          'Each lets you in once when your phone is not at hand. They are not shown again: print them, or keep them where you keep passwords.',
        )}
      </p>
      <ul className="recovery-codes" aria-label={t('Recovery codes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="dialog-foot">
        <Button onClick={() => void copy()}>{isCopied ? t('Copied') : t('Copy all')}</Button>
        <Button look="primary" onClick={onClose}>
          {t('I have kept them')}
        </Button>
      </div>
    </Dialog>
  );
}
