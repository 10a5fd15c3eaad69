import type { Formula, Mapping, Reference } from '@patchbay/expression';
import type { FlowDocument, Step } from '@patchbay/flow';
import { useSyncExternalStore } from 'react';
import { t } from '../../../texts/t.ts';
import { useCatalog, useEditor } from '../../useEditor.ts';
import { flowTypes } from '../flowTypes.ts';
import { partsOf } from '../form/editorValue.ts';
import { Pill } from '../form/Pill.tsx';
import { type PillWorld, pillFace } from '../form/pillFace.ts';
import { filledValues } from './carryOver.ts';

/** What a step is filled with whose fields are not known any more: to be read, and copied by hand. */
export function OldValues({ step }: { step: Step }) {
  const flow = useEditor((state) => state.flow);
  const world = useWorld(step, flow);
  const values = filledValues(step.inputs, undefined);
  if (values.length === 0) return null;
  return (
    <section className="old-values" aria-label={t('What it was filled with')}>
      <h3>{t('What it was filled with')}</h3>
      <dl>
        {values.map(({ path, title, mapping }) => (
          <div key={path.join('/')}>
            <dt title={path.join(' › ')}>{title}</dt>
            <dd dir="auto">
              <Value mapping={mapping} world={world} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useWorld(step: Step, flow: FlowDocument): PillWorld {
  const catalog = useCatalog();
  const version = useSyncExternalStore(catalog.subscribe, catalog.getVersion);
  return {
    flow,
    environment: flowTypes({ flow, catalog, version }).environmentOf(step.id),
    faceOf: (other) => catalog.faceOf(other),
  };
}

function Value({ mapping, world }: { mapping: Mapping; world: PillWorld }) {
  const parts = partsOf(mapping, 'text');
  if (parts === undefined) return <ListValue mapping={mapping} world={world} />;
  return numbered(parts).map(([key, part]) =>
    typeof part === 'string' ? <span key={key}>{part}</span> : <Pill key={key} face={pillFace(part, world)} />,
  );
}

/** Lists of plain values as they are, those with pills item by item. */
function ListValue({ mapping, world }: { mapping: Mapping; world: PillWorld }) {
  if (mapping.kind === 'literal') return <code>{JSON.stringify(mapping.value)}</code>;
  const inside =
    mapping.kind === 'list' ? mapping.items : mapping.kind === 'object' ? Object.values(mapping.fields) : [];
  return (
    <ul>
      {numbered(inside).map(([key, item]) => (
        <li key={key}>
          <Value mapping={item} world={world} />
        </li>
      ))}
    </ul>
  );
}

/** Parts and items have no identity but their place. */
function numbered<Item extends string | Mapping | Reference | Formula>(items: readonly Item[]): [string, Item][] {
  return items.map((item, at) => [`at ${at}`, item]);
}
