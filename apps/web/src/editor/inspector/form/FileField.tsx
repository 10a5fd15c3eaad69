import { isFileRef } from '@patchbay/connector';
import { IconUpload, IconX } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { type Upload, useUpload } from '../../../app/useUpload.ts';
import { t } from '../../../texts/t.ts';
import { FileChip } from '../data/FileChip.tsx';
import { useStepContext } from '../stepContext.ts';
import { PluggedChoice } from './ChoiceField.tsx';
import { isPlugged } from './editorValue.ts';
import { FieldShell } from './FieldShell.tsx';
import type { FormField } from './fieldsOf.ts';
import { LiveLine } from './MappingField.tsx';
import { useOpenPicker } from './useOpenPicker.ts';

type FileFieldProps = { field: FormField; path: readonly string[] };

/** A file: plugged in from an earlier step, or one of this computer, which is uploaded and stays with the flow. */
export function FileField({ field, path }: FileFieldProps) {
  const { mappingAt, setMapping, problemsAt } = useStepContext();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [isTouched, setTouched] = useState(false);
  const mapping = mappingAt(path);
  const plugged = isPlugged(mapping);
  const isBroken = plugged && problemsAt(path).some(({ severity }) => severity === 'error');
  const focus = () => box.current?.querySelector<HTMLElement>('button:not(.socket), a')?.focus();
  const openPicker = useOpenPicker({ id, path, label: field.title, box, focus });
  const upload = useUpload({
    keptFor: 'flow',
    onFile: ({ file, ...facts }) => setMapping(path, { kind: 'literal', value: { file, ...facts } }),
  });
  return (
    <FieldShell
      id={id}
      path={path}
      label={field.title}
      type={field.required || field.isBasic ? field.typeText : t('Optional')}
      hint={field.description}
      plug={isBroken ? 'fail' : plugged ? 'lit' : undefined}
      onSocket={openPicker}
      onLabel={focus}
      isTouched={isTouched}
      boxRef={box}
      onReplace={focus}
      live={plugged ? <LiveLine path={path} mapping={mapping} /> : <UploadNote upload={upload} />}
    >
      {plugged && mapping !== undefined ? (
        <PluggedChoice path={path} mapping={mapping} label={field.title} />
      ) : (
        <FileChoice id={id} title={field.title} path={path} upload={upload} onLeave={() => setTouched(true)} />
      )}
    </FieldShell>
  );
}

type ChoiceProps = { id: string; title: string; path: readonly string[]; upload: Upload; onLeave(): void };

function FileChoice({ id, title, path, upload, onLeave }: ChoiceProps) {
  const { mappingAt, setMapping, isReadOnly, canPlug } = useStepContext();
  const input = useRef<HTMLInputElement>(null);
  const mapping = mappingAt(path);
  const value = mapping?.kind === 'literal' ? mapping.value : undefined;
  if (upload.name !== undefined) {
    return (
      <>
        <span className="file-going cut">{upload.name}</span>
        <progress value={upload.part} aria-label={t('Uploading {name}', { name: upload.name })} />
        <UnplugButton label={t('Stop the upload')} onClick={upload.stop} />
      </>
    );
  }
  if (isFileRef(value)) {
    return (
      <>
        <FileChip file={value} />
        {!isReadOnly && (
          <UnplugButton label={t('Remove {name}', { name: value.name })} onClick={() => setMapping(path, undefined)} />
        )}
      </>
    );
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('A file of this computer for {title}', { title })}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) upload.start(file);
        }}
      />
      <button
        type="button"
        id={id}
        className="file-pick"
        aria-describedby={`${id}-label`}
        disabled={isReadOnly}
        onBlur={onLeave}
        onClick={() => input.current?.click()}
      >
        <IconUpload size={14} stroke={1.75} aria-hidden />
        {canPlug ? t('Upload a file, or plug one in') : t('Upload a file')}
      </button>
    </>
  );
}

function UnplugButton({ label, onClick }: { label: string; onClick(): void }) {
  return (
    <button type="button" className="unplug" aria-label={label} onClick={onClick}>
      <IconX size={14} stroke={2} aria-hidden />
    </button>
  );
}

function UploadNote({ upload: { problem } }: { upload: Upload }) {
  if (problem === undefined) return null;
  return (
    <div className="live" data-bad role="alert">
      {problem}
    </div>
  );
}
