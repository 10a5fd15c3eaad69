import { type DragEvent, type FormEvent, useState } from 'react';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FilePick } from '../../ui/FilePick.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';
import { linkProblem } from './linkProblem.ts';
import { type ImportSource, useImport } from './useImport.ts';

const LARGEST_BYTES = 25 * 1024 * 1024;

// A field with megabytes of text makes every key slow.
const LONGEST_SHOWN = 200_000;

type Way = 'link' | 'text';

/** Adds an API by the link to its description, by the pasted description, or by a file dropped or chosen. */
export function AddApiDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const imported = useImport();
  const cancel = () => {
    imported.forget();
    onClose();
  };
  return (
    <>
      <Dialog title={t('Add an API')} opened={opened && imported.outcome === undefined} onClose={cancel} width={560}>
        <AddApiForm
          onStart={imported.start}
          busy={imported.busy ? imported.progress : undefined}
          problem={imported.problem}
          onCancel={cancel}
        />
      </Dialog>
      <ImportOutcome imported={imported} onClose={onClose} />
    </>
  );
}

function AddApiForm({
  onStart,
  busy,
  problem,
  onCancel,
}: {
  onStart: (source: ImportSource) => void;
  /** How far it is, while it reads. */
  busy: string | undefined;
  problem: string | undefined;
  onCancel: () => void;
}) {
  const form = useAddApi(onStart);
  return (
    <form onSubmit={form.submit} noValidate>
      <p className="sentence muted add-lead">
        {t(
          "An OpenAPI or Swagger description is enough (2.0, 3.0, 3.1 or 3.2, JSON or YAML), or one of Google's. Reading it calls nothing of the API itself.",
        )}
      </p>
      <Tabs<Way>
        label={t('How to add it')}
        value={form.way}
        onChange={form.setWay}
        items={[
          { key: 'link', label: t('Link'), panel: <LinkPanel form={form} /> },
          { key: 'text', label: t('File or text'), panel: <TextPanel form={form} /> },
        ]}
      />
      <TextField
        label={t('Name')}
        type={t('Optional')}
        hint={t('Taken from the description when left empty.')}
        value={form.name}
        onText={form.setName}
      />
      {busy ? <Band tone="running">{busy}</Band> : problem && <Band tone="danger">{problem}</Band>}
      <div className="dialog-foot">
        <Button look="quiet" onClick={onCancel}>
          {t('Cancel')}
        </Button>
        <Button look="primary" type="submit" busy={busy !== undefined}>
          {t('Add the API')}
        </Button>
      </div>
    </form>
  );
}

type FormState = ReturnType<typeof useAddApi>;

function LinkPanel({ form }: { form: FormState }) {
  return (
    <TextField
      label={t('Link to the description')}
      kind="url"
      placeholder="https://…/openapi.json"
      data-autofocus
      error={form.wrong}
      value={form.link}
      onText={form.setLink}
    />
  );
}

function TextPanel({ form }: { form: FormState }) {
  const [over, setOver] = useState(false);
  const isShown = form.text.length <= LONGEST_SHOWN;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) form.readFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the shortcut of the button below
    <div
      className="drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <TextArea
        label={t('Description')}
        mono
        rows={8}
        placeholder={
          isShown
            ? t('Paste it here, or drop a file')
            : t('{fileName} is chosen. It is too long to be shown here.', { fileName: form.fileName ?? t('The text') })
        }
        spellCheck={false}
        error={form.wrong}
        value={isShown ? form.text : ''}
        onText={form.setText}
      />
      <div className="row drop-file">
        <FilePick
          label={t('Choose a file')}
          accept=".json,.yaml,.yml,application/json,text/yaml"
          onFile={form.readFile}
        />
        {form.fileName && <span className="small dim cut">{form.fileName}</span>}
      </div>
    </div>
  );
}

function useAddApi(onStart: (source: ImportSource) => void) {
  const [way, setWay] = useState<Way>('link');
  const [link, setLink] = useState('');
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [fileName, setFileName] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const readFile = async (file: File) => {
    if (file.size > LARGEST_BYTES)
      return setWrong(t('{name} is larger than 25 MB, so it cannot be read.', { name: file.name }));
    setWrong(undefined);
    setFileName(file.name);
    setText(await file.text());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found =
      way === 'link' ? linkProblem(link) : text.trim() === '' ? t('Paste a description or choose a file.') : undefined;
    setWrong(found);
    if (found) return;
    const source = way === 'link' ? ({ kind: 'link', url: link.trim() } as const) : ({ kind: 'text', text } as const);
    onStart({ source, name: name.trim() || undefined });
  };
  return {
    way,
    link,
    text,
    name,
    fileName,
    wrong,
    readFile,
    submit,
    setName,
    setWay: (next: Way) => {
      setWay(next);
      setWrong(undefined);
    },
    setLink,
    setText: (next: string) => {
      setText(next);
      setFileName(undefined);
    },
  };
}
