import { IconCheck } from '@tabler/icons-react';
import { createContext, type ReactNode } from 'react';
import { t } from '../../texts/t.ts';
import { Tabs } from '../../ui/Tabs.tsx';

export type TabKey = 'connect' | 'setup' | 'test';
/** How far a tab is: finished, begun or wrong, not begun. */
export type TabState = 'done' | 'part' | 'todo';

/** Opens a tab of this panel: a field that needs an account leads to where it is connected. */
export const OpenTab = createContext<(tab: TabKey) => void>(() => undefined);

/** How the parts are called. */
export const TAB_WORDS: Record<TabKey, string> = { connect: t('Connect'), setup: t('Set up'), test: t('Test') };

type Props = {
  tabs: readonly TabKey[];
  states: Record<TabKey, TabState>;
  value: TabKey;
  onChange(tab: TabKey): void;
  children: ReactNode;
};

/** The three steps of filling a step, in order, each with its tick. */
export function InspectorTabs({ tabs, states, value, onChange, children }: Props) {
  return (
    <div className="panel-tabs">
      <Tabs
        label={t('Parts of the step')}
        value={value}
        onChange={onChange}
        items={tabs.map((key) => ({
          key,
          label: TAB_WORDS[key],
          icon: <Tick state={states[key]} />,
          panel: <div className="panel-body">{children}</div>,
        }))}
      />
    </div>
  );
}

function Tick({ state }: { state: TabState }) {
  return (
    <span className="tick" data-state={state} aria-hidden="true">
      {state === 'done' && <IconCheck size={11} stroke={2.8} />}
    </span>
  );
}
