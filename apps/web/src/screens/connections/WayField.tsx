import { t } from '../../texts/t.ts';
import { SelectField } from '../../ui/TextField.tsx';
import type { OfferedWay } from './signInWays.ts';

type Props = { ways: readonly OfferedWay[]; chosen: OfferedWay; onChoose(way: OfferedWay): void };

/** Choosing among several ways to sign in, before what the chosen one asks for, and where that is found. */
export function WayField({ ways, chosen, onChoose }: Props) {
  const { description, helpUrl } = chosen;
  const help = helpUrl !== undefined && (
    <p className="small">
      <a href={helpUrl} target="_blank" rel="noreferrer">
        {t('Where to find this')}
      </a>
    </p>
  );
  if (ways.length < 2) {
    return (
      <>
        {description && <p className="muted small">{description}</p>}
        {help}
      </>
    );
  }
  return (
    <>
      <SelectField
        label={t('Way to sign in')}
        hint={description}
        value={chosen.key}
        options={ways.map(({ key, label }) => ({ value: key, label }))}
        onText={(text) => onChoose(ways.find(({ key }) => key === text) ?? chosen)}
      />
      {help}
    </>
  );
}
