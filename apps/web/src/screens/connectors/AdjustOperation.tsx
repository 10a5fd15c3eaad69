import type { Overlay, Paging } from '@patchbay/connector';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { SelectField, TextField } from '../../ui/TextField.tsx';
import { emptyPaging, ofOperation, pagingFields, withOperation } from './overlayEdits.ts';

type Props = { connector: string; overlay: Overlay; onOverlay(overlay: Overlay): void };

const STYLES: readonly { value: Paging['style'] | ''; label: string }[] = [
  { value: '', label: t('It comes at once') },
  { value: 'cursor', label: t('Each page names the next one') },
  { value: 'page', label: t('Pages have numbers') },
  { value: 'offset', label: t('By how many items to leave out') },
  { value: 'lastItem', label: t('After the last item') },
  { value: 'nextUrl', label: t('Each page has the address of the next') },
  { value: 'link', label: t('By a Link header') },
];

/** One operation: what it is called, whether lists show it, and how its list goes on. */
export function AdjustOperation({ connector, overlay, onOverlay }: Props) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const [name, setName] = useState('');
  const query = { workspaceId, connector, limit: 100 };
  const operations = useQuery(trpc.connector.operations.queryOptions(query));
  const hidden = Object.keys(overlay.operations ?? {}).filter((key) => overlay.operations?.[key]?.isHidden);
  const known = (operations.data?.items ?? []).map((row) => ({ value: row.name, label: row.title }));
  const gone = hidden
    .filter((key) => !known.some(({ value }) => value === key))
    .map((key) => ({ value: key, label: key }));
  const own = ofOperation(overlay, name);
  const set = (change: Parameters<typeof withOperation>[2]) => onOverlay(withOperation(overlay, name, change));
  const paging = own.paging === false ? undefined : own.paging;
  return (
    <>
      <SelectField
        label={t('An operation')}
        hint={t('To call it something else, to hide it, or to say how its list goes on.')}
        value={name}
        options={[{ value: '', label: t('Choose one') }, ...known, ...gone]}
        onText={setName}
      />
      {name !== '' && (
        <>
          <TextField
            label={t('Its name')}
            value={own.title ?? ''}
            onText={(title) => set({ title: title || undefined })}
          />
          <SelectField
            label={t('In lists')}
            value={own.isHidden ? 'hidden' : 'shown'}
            options={[
              { value: 'shown', label: t('Shown') },
              { value: 'hidden', label: t('Hidden') },
            ]}
            onText={(text) => set({ isHidden: text === 'hidden' ? true : undefined })}
          />
          <SelectField
            label={t('How its list goes on')}
            value={paging?.style ?? ''}
            options={STYLES}
            onText={(style) => set({ paging: style === '' ? undefined : emptyPaging(style as Paging['style']) })}
          />
          {paging !== undefined &&
            pagingFields(paging).map(({ label, hint, value, put }) => (
              <TextField
                key={label}
                label={label}
                hint={hint}
                value={value}
                onText={(text) => set({ paging: put(text) })}
              />
            ))}
        </>
      )}
    </>
  );
}
