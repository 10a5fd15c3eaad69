import { SelectField } from '../../ui/TextField.tsx';
import type { OfferedWay } from './signInWays.ts';

type Props = { ways: readonly OfferedWay[]; chosen: OfferedWay; onChoose(way: OfferedWay): void };

/** Choosing among several ways to sign in, before what the chosen one asks for; nothing where there is only one. */
export function WayField({ ways, chosen, onChoose }: Props) {
  const about = chosen.kind === 'fields' ? chosen.description : undefined;
  if (ways.length < 2) return about && <p className="muted small">{about}</p>;
  return (
    <SelectField
      label="Way to sign in"
      hint={about}
      value={chosen.key}
      options={ways.map(({ key, label }) => ({ value: key, label }))}
      onText={(text) => onChoose(ways.find(({ key }) => key === text) ?? chosen)}
    />
  );
}
