import { t, tn } from '../../texts/t.ts';
import { SelectField } from '../../ui/TextField.tsx';
import { setFlowSettings } from '../commands/setFlowSettings.ts';
import { useCatalog, useEditor, useSession } from '../useEditor.ts';
import { keyOptions, keyValue } from './keyOptions.ts';

const OFFERED = [1, 2, 3, 5, 10, 20, 50, 100];

/** How many runs of the flow go at the same time, and what they go in order for. */
export function AtOnce({ isReadOnly }: { isReadOnly: boolean }) {
  const { editor } = useSession();
  const catalog = useCatalog();
  const flow = useEditor((state) => state.flow);
  const { atOnce, key } = flow.settings ?? {};
  const places = keyOptions(flow, catalog);
  const chosen = keyValue(key);
  const isListed = chosen === '' || places.some(({ value }) => value === chosen);
  const numbers = [...new Set([...OFFERED, ...(atOnce === undefined ? [] : [atOnce])])].toSorted((a, b) => a - b);
  return (
    <>
      <SelectField
        label={t('Runs at the same time')}
        hint={t('Further runs wait for their turn, in the order they came. None is lost.')}
        value={atOnce === undefined ? '' : String(atOnce)}
        disabled={isReadOnly}
        options={[
          { value: '', label: key === undefined ? t('Any number') : t('One, in order') },
          ...numbers.map((count) => ({
            value: String(count),
            label: tn(count, 'One, in order', '{count} at most'),
          })),
        ].filter(({ value }) => value !== '1' || key === undefined || atOnce === 1)}
        onText={(text) => void editor.execute(setFlowSettings({ atOnce: text === '' ? undefined : Number(text) }))}
      />
      <SelectField
        label={t('In order, for each')}
        hint={t('Choose a customer, for example, and only the runs of the same customer wait for each other.')}
        value={chosen}
        disabled={isReadOnly}
        options={[
          { value: '', label: t('All runs together') },
          ...places.map(({ value, label }) => ({ value, label })),
          ...(isListed ? [] : [{ value: chosen, label: t('A value of its own') }]),
        ]}
        onText={(text) => {
          const mapping = places.find(({ value }) => value === text)?.mapping;
          if (mapping !== undefined || text === '') void editor.execute(setFlowSettings({ key: mapping }));
        }}
      />
    </>
  );
}
