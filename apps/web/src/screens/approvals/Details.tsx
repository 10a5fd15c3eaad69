import { isFileRef } from '@patchbay/connector';
import { humanise } from '../../editor/inspector/data/humanise.ts';
import { t } from '../../texts/t.ts';

const MOST = 50;
const DEEPEST = 4;

/** What a flow shows a person to decide by: a text as it is, and values as fields with names that can be read. */
export function Details({ value }: { value: unknown }) {
  return <Value value={value} depth={0} />;
}

function Value({ value, depth }: { value: unknown; depth: number }) {
  if (isFileRef(value)) return <span>{value.name}</span>;
  if (Array.isArray(value)) return <List items={value} depth={depth} />;
  if (typeof value === 'object' && value !== null) return <Fields entries={Object.entries(value)} depth={depth} />;
  return <Leaf value={value} />;
}

function Fields({ entries, depth }: { entries: readonly [string, unknown][]; depth: number }) {
  if (entries.length === 0) return <span className="muted">{t('Nothing')}</span>;
  if (depth >= DEEPEST) return <span className="muted">{t('{count} more fields', { count: entries.length })}</span>;
  return (
    <dl className="detail-fields">
      {entries.slice(0, MOST).map(([key, value]) => (
        <div key={key}>
          <dt>{humanise(key)}</dt>
          <dd>
            <Value value={value} depth={depth + 1} />
          </dd>
        </div>
      ))}
      <More count={entries.length - MOST} />
    </dl>
  );
}

function List({ items, depth }: { items: readonly unknown[]; depth: number }) {
  if (items.length === 0) return <span className="muted">{t('None')}</span>;
  if (depth >= DEEPEST) return <span className="muted">{t('{count} in a list', { count: items.length })}</span>;
  return (
    <ul className="detail-list">
      {Object.entries(items.slice(0, MOST)).map(([place, item]) => (
        <li key={place}>
          <Value value={item} depth={depth + 1} />
        </li>
      ))}
      {items.length > MOST && <li className="muted">{t('and {value} more', { value: items.length - MOST })}</li>}
    </ul>
  );
}

function More({ count }: { count: number }) {
  if (count <= 0) return null;
  return (
    <div>
      <dt className="muted">{t('and {count} more', { count })}</dt>
      <dd />
    </div>
  );
}

function Leaf({ value }: { value: unknown }) {
  if (value === null || value === undefined || value === '') return <span className="muted">{t('Empty')}</span>;
  if (typeof value === 'boolean') return <span>{value ? t('Yes') : t('No')}</span>;
  const text = String(value);
  if (!/^https?:\/\/\S+$/i.test(text)) return <span className="detail-text">{text}</span>;
  return (
    <a href={text} target="_blank" rel="noopener noreferrer" className="detail-text">
      {text}
    </a>
  );
}
