import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { t } from '../texts/t.ts';
import { Button } from './Button.tsx';
import { Field } from './Field.tsx';

const SAID_MS = 2_000;

/** A text to be taken along, such as a link: it can be read, marked and copied, not changed. */
export function CopyField({ label, text, hint }: { label: string; text: string; hint?: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  const Icon = isCopied ? IconCheck : IconCopy;
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <div className="copy-field">
          <input
            {...control}
            className="input"
            readOnly
            value={text}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Button icon={<Icon size={16} stroke={1.75} aria-hidden />} onClick={() => void copy()}>
            {isCopied ? t('Copied') : t('Copy')}
          </Button>
        </div>
      )}
    </Field>
  );
}
