import { type ReactNode, useRef } from 'react';
import { Button, type ButtonLook } from './Button.tsx';

/** A button that lets a person choose one file of their disk. `accept` as in HTML. */
export function FilePick({
  label,
  accept,
  onFile,
  look,
  icon,
}: {
  label: string;
  accept: string;
  onFile: (file: File) => void;
  look?: ButtonLook;
  icon?: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // Choosing the same file again must count as a choice.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      <Button look={look} icon={icon} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
