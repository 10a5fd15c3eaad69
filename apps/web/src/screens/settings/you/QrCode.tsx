import { generate } from 'lean-qr';
import { useMemo } from 'react';

/** Modules of quiet around the code, without which cameras do not find it. */
const MARGIN = 4;

/** A text as a QR code, drawn here: what it holds is told to nobody. Dark on white in both schemes, as cameras expect it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => drawn(text), [text]);
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function drawn(text: string): { size: number; path: string } {
  const code = generate(text);
  const at = Array.from({ length: code.size }, (_, index) => index);
  const dark = at.flatMap((y) => at.filter((x) => code.get(x, y)).map((x) => `M${x + MARGIN} ${y + MARGIN}h1v1h-1z`));
  return { size: code.size + 2 * MARGIN, path: dark.join('') };
}
