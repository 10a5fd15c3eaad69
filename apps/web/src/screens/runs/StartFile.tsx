import { isFileRef } from '@patchbay/connector';
import { IconUpload, IconX } from '@tabler/icons-react';
import { useUpload } from '../../app/useUpload.ts';
import { FileChip } from '../../editor/inspector/data/FileChip.tsx';
import { parseJson } from '../../editor/inspector/form/jsonProblem.ts';
import { t } from '../../texts/t.ts';
import { Field } from '../../ui/Field.tsx';
import { FilePick } from '../../ui/FilePick.tsx';
import { IconButton } from '../../ui/IconButton.tsx';

type StartFileProps = {
  about: Omit<Parameters<typeof Field>[0], 'children'>;
  /** The reference of the file as JSON; empty where there is none. */
  value: string;
  onValue(value: string): void;
};

/** A file to start a run with: chosen on this computer, uploaded at once. */
export function StartFile({ about, value, onValue }: StartFileProps) {
  const upload = useUpload({ keptFor: 'run', onFile: (file) => onValue(JSON.stringify(file)) });
  const read = parseJson(value);
  const file = read.ok && isFileRef(read.value) ? read.value : undefined;
  return (
    <Field {...about} error={upload.problem ?? about.error}>
      {() => (
        <div className="row">
          {file !== undefined && <FileChip file={file} />}
          {upload.name === undefined ? (
            <FilePick
              label={file === undefined ? t('Choose a file') : t('Choose another one')}
              accept=""
              icon={<IconUpload size={16} stroke={1.75} aria-hidden />}
              onFile={upload.start}
            />
          ) : (
            <>
              <span className="cut">{upload.name}</span>
              <progress value={upload.part} aria-label={t('Uploading {name}', { name: upload.name })} />
              <IconButton
                small
                label={t('Stop the upload')}
                icon={<IconX size={15} stroke={1.75} aria-hidden />}
                onClick={upload.stop}
              />
            </>
          )}
        </div>
      )}
    </Field>
  );
}
