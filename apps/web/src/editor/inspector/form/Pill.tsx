import { Tile } from '../../../ui/Tile.tsx';
import { tileIcon } from '../../../ui/tileIcon.ts';
import { type PillFace, pillWords } from './pillFace.ts';

/** A plug of data: brass tip, tile, "Step › Field". The sample stands behind a hairline or in the tooltip. */
export function Pill({ face, sample, isOn }: { face: PillFace; sample?: string; isOn?: boolean }) {
  const { fx, tile, from, field, isBroken } = face;
  const title = [face.trail, sample && `= ${sample}`].filter(Boolean).join('\n');
  return (
    <span className="pill" data-broken={isBroken || undefined} data-on={isOn || undefined} title={title}>
      <span className="sr-only">{pillWords(face)}</span>
      {fx === undefined ? (
        <Tile name={tile.name} category={tile.category} icon={tileIcon(tile)} mark={tile.mark} size={20} />
      ) : (
        <span className="fx" aria-hidden="true">
          {fx}
        </span>
      )}
      {from !== '' && (
        <>
          <bdi className="from" aria-hidden="true">
            {from}
          </bdi>
          <span className="gt" aria-hidden="true">
            ›
          </span>
        </>
      )}
      <bdi className="to" aria-hidden="true">
        {field}
      </bdi>
    </span>
  );
}
