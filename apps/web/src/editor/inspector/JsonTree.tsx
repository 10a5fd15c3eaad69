import { type FileRef, isFileRef } from '@patchbay/connector';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { FileChip } from './data/FileChip.tsx';
import { CopyButton } from './trigger/CopyButton.tsx';

const MOST = 100;

/** A value as a readable tree, with a way to copy it. Opens two levels; the rest on demand. */
export function JsonTree({ value, label }: { value: unknown; label: string }) {
  return (
    <div className="tree">
      <div className="row">
        <b className="grow">{label}</b>
        {value !== undefined && <CopyButton text={JSON.stringify(value, undefined, 2)} />}
      </div>
      {value === undefined ? (
        <p className="muted">Nothing.</p>
      ) : (
        <div className="leaves">
          <Node value={value} depth={0} />
        </div>
      )}
    </div>
  );
}

function Node({ name, value, depth }: { name?: string; value: unknown; depth: number }) {
  const [isOpen, setOpen] = useState(depth < 2);
  if (typeof value !== 'object' || value === null) return <Leaf name={name} value={value} />;
  if (isFileRef(value)) return <FileLeaf name={name} file={value} />;
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  const count = isList
    ? `${entries.length} in the list`
    : `${entries.length} ${entries.length === 1 ? 'field' : 'fields'}`;
  const inside =
    isOpen &&
    entries
      .slice(0, MOST)
      .map(([key, inner]) => (
        <Node key={key} name={isList ? String(Number(key) + 1) : key} value={inner} depth={depth + 1} />
      ));
  if (name === undefined)
    return inside === false || entries.length === 0 ? <Leaf value={isList ? 'an empty list' : 'no fields'} /> : inside;
  return (
    <div className="branch">
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <IconChevronRight size={12} stroke={2} aria-hidden />
        <span className="key">{name}</span>
        <span className="dim">{count}</span>
      </button>
      {isOpen && <div className="twigs">{inside}</div>}
      {isOpen && entries.length > MOST && <p className="dim">and {entries.length - MOST} more</p>}
    </div>
  );
}

function FileLeaf({ name, file }: { name?: string | undefined; file: FileRef }) {
  return (
    <div className="leaf">
      {name !== undefined && <span className="key">{name}</span>}
      <FileChip file={file} />
    </div>
  );
}

function Leaf({ name, value }: { name?: string | undefined; value: unknown }) {
  return (
    <div className="leaf">
      {name !== undefined && <span className="key">{name}</span>}
      <span className="value" data-kind={value === null ? 'null' : typeof value}>
        {value === null ? 'nothing' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)}
      </span>
    </div>
  );
}
