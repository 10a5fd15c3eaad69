import { IconArrowRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { hasAnswered, useEnterOnceSettled } from '../../ui/useEnterOnceSettled.ts';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import './find.css';
import { t } from '../../texts/t.ts';
import { type Found, findOptions } from './findOptions.ts';

const FLOWS_AT_MOST = 6;

/** Finds flows, connectors and pages from anywhere, by keyboard alone. */
export function FindDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('Find anything')} opened onClose={onClose} width={560}>
      <Finder onClose={onClose} />
    </Dialog>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const id = useId();
  const navigate = useNavigate();
  const [q, setQ] = useState('');
  const [at, setAt] = useState(0);
  const asked = useDeferredValue(q.trim());
  const { found, isSettled } = useFound(asked);
  const chosen = found[Math.min(at, found.length - 1)];
  const go = (option: Found | undefined) => {
    if (!option) return;
    onClose();
    navigate({ href: option.to });
  };
  const { enter, forget } = useEnterOnceSettled(isSettled && asked === q.trim(), () => go(chosen));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') enter();
    if (step === undefined || found.length === 0) return;
    event.preventDefault();
    forget();
    setAt((Math.min(at, found.length - 1) + step + found.length) % found.length);
  };
  return (
    <>
      <input
        className="input find-input"
        role="combobox"
        aria-label={t('Find flows, connectors and pages')}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen && `${id}-${chosen.key}`}
        placeholder={t('A flow, a connector, a page')}
        data-autofocus
        value={q}
        onChange={(event) => {
          setQ(event.currentTarget.value);
          setAt(0);
          forget();
        }}
        onKeyDown={onKeyDown}
      />
      <FoundList id={id} found={found} chosen={chosen} onChoose={go} />
      {found.length === 0 && (
        <p className="find-none muted" role="status">
          {t('Nothing here is called “{q}”.', { q: q.trim() })}
        </p>
      )}
    </>
  );
}

function FoundList({
  id,
  found,
  chosen,
  onChoose,
}: {
  id: string;
  found: readonly Found[];
  chosen: Found | undefined;
  onChoose: (option: Found) => void;
}) {
  const chosenId = chosen && `${id}-${chosen.key}`;
  useEffect(() => {
    if (chosenId) document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  return (
    <div
      className="find-list"
      hidden={found.length === 0}
      role="listbox"
      id={`${id}-list`}
      aria-label={t('What was found')}
      tabIndex={-1}
    >
      {found.map((option, index) => (
        <div key={option.key}>
          {found[index - 1]?.group !== option.group && <div className="menu-label">{option.group}</div>}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field, which keeps the focus */}
          <div
            id={`${id}-${option.key}`}
            role="option"
            tabIndex={-1}
            aria-selected={option === chosen}
            className="find-option"
            onClick={() => onChoose(option)}
          >
            {option.tile ? (
              <Tile
                name={option.tile.name}
                category={option.tile.category}
                icon={tileIcon(option.tile)}
                mark={option.tile.icon}
                size={20}
              />
            ) : (
              <IconArrowRight size={16} stroke={1.75} aria-hidden />
            )}
            <span className="grow cut" dir="auto">
              {option.label}
            </span>
            <span className="small dim">{option.detail}</span>
          </div>
        </div>
      ))}
    </div>
  );
}

function useFound(q: string): { found: Found[]; isSettled: boolean } {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const flows = useQuery(
    trpc.flow.list.queryOptions(
      { workspaceId, search: q || undefined, limit: FLOWS_AT_MOST },
      { placeholderData: keepPreviousData },
    ),
  );
  const connectors = useQuery(trpc.connector.list.queryOptions({ workspaceId }));
  const found = findOptions({ q, flows: flows.data?.items ?? [], connectors: connectors.data ?? [] });
  return { found, isSettled: hasAnswered(flows) };
}
