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
    <section className="conflict" aria-label="Changed on both sides" role="alertdialog">
      <div>
        <b>Somebody changed the same thing. Which one stays?</b>
        <p className="muted">Nothing is lost until you choose. All other changes are merged.</p>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Yours</th>
            <th scope="col">Theirs</th>
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
        <Button onClick={() => onChoose('mine')}>Keep mine</Button>
        <Button onClick={() => onChoose('theirs')}>Take theirs</Button>
      </div>
    </section>
  );
}

function sideWords({ record, field }: Conflict, value: unknown): string {
  if (record !== 'settings' || field === undefined) return valueWords(value);
  if (value === undefined) return 'Not set';
  return typeof value === 'number' ? limitWords(value) : 'Another flow';
}

const RECORDS = { step: 'A step', edge: 'A wire', note: 'A note', settings: 'Flow settings' } as const;

function nameIn(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
    ? value.name
    : undefined;
}
