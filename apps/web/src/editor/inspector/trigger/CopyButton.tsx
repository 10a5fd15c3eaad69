import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';

const SAID_MS = 2_000;

/** A text, or how it is made: one that is long is made only when it is asked for. */
type Props = { text: string | (() => string) | undefined; words?: string };

/** Copies a text and says so in its own words for a moment. */
export function CopyButton({ text, words = t('Copy') }: Props) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const Icon = isCopied ? IconCheck : IconCopy;
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === 'function' ? text() : (text ?? ''));
    setCopied(true);
  };
  return (
    <Button
      small
      disabled={text === undefined}
      icon={<Icon size={15} stroke={1.75} aria-hidden />}
      onClick={() => void copy()}
    >
      {isCopied ? t('Copied') : words}
    </Button>
  );
}
