import { type FileRef, sampleFile } from '@patchbay/connector';
import { IconDownload, IconFile, IconFileSpreadsheet, IconFileText, IconPhoto } from '@tabler/icons-react';
import { fileAddress } from '../../../api/files.ts';
import { t } from '../../../texts/t.ts';
import { sizeWords } from './fileWords.ts';

/** A file: what it is, its name, its size, and the way to it. A sample has none. */
export function FileChip({ file }: { file: FileRef }) {
  const facts = (
    <>
      <FileIcon contentType={file.contentType} />
      <span className="name">{file.name}</span>
      <span className="size">{sizeWords(file.size)}</span>
    </>
  );
  if (file.file === sampleFile.file) return <span className="file-chip">{facts}</span>;
  return (
    <a className="file-chip" href={fileAddress(file)} download={file.name}>
      <span className="sr-only">{t('Download')}</span>
      {facts}
      <IconDownload className="get" size={14} stroke={1.75} aria-hidden />
    </a>
  );
}

function FileIcon({ contentType }: Pick<FileRef, 'contentType'>) {
  const look = { size: 14, stroke: 1.75, 'aria-hidden': true } as const;
  if (contentType.startsWith('image/')) return <IconPhoto {...look} />;
  if (/csv|sheet|excel/.test(contentType)) return <IconFileSpreadsheet {...look} />;
  return /^text\/|pdf/.test(contentType) ? <IconFileText {...look} /> : <IconFile {...look} />;
}
