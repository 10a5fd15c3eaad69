import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { inWords } from '../canvas/words.ts';
import type { Conflict } from '../document/mergeDocuments.ts';
import { useEditor } from '../useEditor.ts';
import { limitWords } from './timeLimitOptions.ts';
import { valueWords } from './valueWords.ts';

/** The same thing was changed here and elsewhere: both sides, and the choice. Everything else is merged already. */
export function ConflictCard({
  conflicts,
  onChoose,
}: {
  conflicts: readonly Conflict[];
  onChoose(side: 'mine' | 'theirs'): void;
}) {
  const steps = useEditor((state) => state.flow.steps);
  const nameOf = ({ record, id, mine, theirs, field }: Conflict) => {
    const name = steps[id]?.name ?? nameIn(mine) ?? nameIn(theirs) ?? RECORDS[record];
    return field === undefined ? name : `${name}, ${inWords(field.at(-1) ?? '').toLowerCase()}`;
  };
  return (
    <section className="conflict" aria-label={t('Changed on both sides')} role="alertdialog">
      <div>
        <b>{t('Somebody changed the same thing. Which one stays?')}</b>
        <p className="muted">{t('Nothing is lost until you choose. All other changes are merged.')}</p>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('What')}</th>
            <th scope="col">{t('Yours')}</th>
            <th scope="col">{t('Theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map((conflict) => (
            <tr key={`${conflict.record}/${conflict.id}/${conflict.field?.join('/')}`}>
              <td>{nameOf(conflict)}</td>
              <td>
                <div>{sideWords(conflict, conflict.mine)}</div>
              </td>
              <td>
                <div>{sideWords(conflict, conflict.theirs)}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row">
        <Button onClick={() => onChoose('mine')}>{t('Keep mine')}</Button>
        <Button onClick={() => onChoose('theirs')}>{t('Take theirs')}</Button>
      </div>
    </section>
  );
}

function sideWords({ record, field }: Conflict, value: unknown): string {
  if (record !== 'settings' || field === undefined) return valueWords(value);
  if (value === undefined) return t('Not set');
  return typeof value === 'number' ? limitWords(value) : t('Another flow');
}

const RECORDS = { step: t('A step'), edge: t('A wire'), note: t('A note'), settings: t('Flow settings') } as const;

function nameIn(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
    ? value.name
    : undefined;
}
