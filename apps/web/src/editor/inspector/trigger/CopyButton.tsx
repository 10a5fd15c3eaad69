import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';

/** Copies a text and says so in its own words for a moment. */
export function CopyButton({ text, words = 'Copy' }: { text: string | undefined; words?: string }) {
  const [copied, setCopied] = useState<string>();
  const isCopied = text !== undefined && copied === text;
  const Icon = isCopied ? IconCheck : IconCopy;
  return (
    <Button
      small
      disabled={text === undefined}
      icon={<Icon size={15} stroke={1.75} aria-hidden />}
      onClick={() => void navigator.clipboard.writeText(text ?? '').then(() => setCopied(text))}
    >
      {isCopied ? 'Copied' : words}
    </Button>
  );
}
