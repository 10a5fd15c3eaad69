import './tile.css';

const HUES = ['support', 'email', 'messaging', 'data', 'crm', 'commerce', 'calendar', 'files', 'ai', 'marketing'];

/** The round sign of a person. Decoration: the name always stands beside it, or is its tooltip and said by what it stands in. */
export function Avatar({ id, name, title }: { id: string; name: string; title?: string }) {
  return (
    <span className="ava" data-cat={hueOf(id)} title={title} aria-hidden="true" translate="no">
      {[...name][0]?.toUpperCase() ?? '?'}
    </span>
  );
}

/** The same for a person everywhere, and most often another for another person. */
function hueOf(id: string): string | undefined {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return HUES[sum % HUES.length];
}
