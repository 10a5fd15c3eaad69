import { useMantineColorScheme } from '@mantine/core';
import { t } from '../../texts/t.ts';

const choices = [
  { value: 'light', label: t('Light'), sentence: t('Warm paper.') },
  { value: 'dark', label: t('Dark'), sentence: t('Warm graphite.') },
  { value: 'auto', label: t('Like the system'), sentence: t('Follows your device.') },
] as const;

/** Light, dark or like the system, kept in this browser. */
export function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <section className="card settings-card" aria-labelledby="appearance">
      <h2 id="appearance">{t('Appearance')}</h2>
      <div className="looks" role="radiogroup" aria-labelledby="appearance">
        {choices.map(({ value, label, sentence }) => (
          <label key={value} className="look">
            <input
              type="radio"
              name="appearance"
              value={value}
              checked={colorScheme === value}
              onChange={() => setColorScheme(value)}
            />
            <span className="swatch" data-look={value} aria-hidden="true">
              <i />
              <i />
            </span>
            <span>
              <b>{label}</b>
              <br />
              <span className="small dim">{sentence}</span>
            </span>
          </label>
        ))}
      </div>
    </section>
  );
}
