import type { Formula, Mapping, Reference } from '@patchbay/expression';
import { writePath } from '@patchbay/expression';
import { IconTrash, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { partsOf, type Reading } from '../form/editorValue.ts';
import { pillsOf, withPill } from '../form/pills.ts';
import { useStepContext } from '../stepContext.ts';
import { chainOf } from './chain.ts';
import { FormulaForm } from './FormulaForm.tsx';
import { FormulaPreview } from './FormulaPreview.tsx';
import './formula.css';
import { t } from '../../../texts/t.ts';

const FormulaText = lazy(() => import('./FormulaText.tsx').then((module) => ({ default: module.FormulaText })));

type Props = {
  path: readonly string[];
  mapping: Mapping | undefined;
  reading: Reading;
  index: number;
  /** Whether the keyboard goes into the panel, which it does when a key opened it. */
  takesFocus?: boolean;
  onClose(): void;
};

/** What one pill does with its value: a function picked from a form, or a formula as text. */
export function PillPanel({ path, mapping, reading, index, takesFocus = false, onClose }: Props) {
  const { setMapping } = useStepContext();
  const pill = pillsOf(partsOf(mapping, reading) ?? [])[index];
  const panel = useRef<HTMLElement>(null);
  // Braces: newer browsers give a promise here, and an effect may only give back a function.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
    if (takesFocus) panel.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  }, [takesFocus]);
  const [tab, setTab] = useState<'form' | 'text'>(() =>
    pill !== undefined && chainOf(pill) === undefined ? 'text' : 'form',
  );
  if (pill === undefined) return null;
  const change = (next: Reference | Formula | undefined) =>
    setMapping(path, withPill(mapping, reading, { index, pill: next }));
  const asText = pill.kind === 'formula' ? pill.source : writePath(pill);
  const toText = (source: string) => change({ kind: 'formula', source });
  return (
    // It takes the focus of a click beside its fields, so that no key falls through to the canvas.
    <section ref={panel} className="pill-panel" aria-label={t('What is done with the value')} tabIndex={-1} data-picker>
      <div className="pill-panel-close">
        <IconButton
          small
          label={t('Close the formula')}
          icon={<IconX size={14} stroke={2} aria-hidden />}
          onClick={onClose}
        />
      </div>
      <Tabs
        label={t('Ways to write it')}
        value={tab}
        onChange={setTab}
        items={[
          { key: 'form', label: t('Form'), panel: <FormulaForm pill={pill} path={path} onChange={change} /> },
          {
            key: 'text',
            label: t('Formula'),
            panel: (
              <Suspense fallback={<div className="formula-text" />}>
                <FormulaText source={asText} path={path} onSource={toText} />
              </Suspense>
            ),
          },
        ]}
      />
      <FormulaPreview pill={pill} path={path} />
      <PanelFoot
        onUnplug={() => {
          change(undefined);
          onClose();
        }}
        onDone={onClose}
      />
    </section>
  );
}

function PanelFoot({ onUnplug, onDone }: { onUnplug(): void; onDone(): void }) {
  return (
    <div className="row">
      <Button small look="quiet" icon={<IconTrash size={15} stroke={1.75} aria-hidden />} onClick={onUnplug}>
        {t('Unplug')}
      </Button>
      <span className="grow" />
      <Button small onClick={onDone}>
        {t('Done')}
      </Button>
    </div>
  );
}
