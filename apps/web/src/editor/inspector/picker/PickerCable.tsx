import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';

/** `watch` changes with the row the cable comes from, and with where that stands. */
type Cable = { picker: RefObject<HTMLElement | null>; field: HTMLElement; watch: string };

/** The cable from the row under the cursor to the field's socket. Drawn straight into its path: it follows every scroll. */
export function PickerCable({ picker, field, watch }: Cable) {
  const svg = useRef<SVGSVGElement>(null);
  const drawNow = useEffectEvent(() => drawCable(svg.current, picker.current, field));
  useEffect(() => {
    if (watch !== '') drawNow();
  }, [watch]);
  useEffect(() => {
    const draw = () => drawNow();
    window.addEventListener('scroll', draw, { capture: true, passive: true });
    window.addEventListener('resize', draw);
    return () => {
      window.removeEventListener('scroll', draw, { capture: true });
      window.removeEventListener('resize', draw);
    };
  }, []);
  return (
    <svg className="picker-cable" aria-hidden="true" ref={svg}>
      <path className="casing" />
      <path className="core" />
      <rect className="boot" width="11" height="7" rx="2.5" />
      <rect className="boot" width="11" height="7" rx="2.5" />
    </svg>
  );
}

function drawCable(svg: SVGSVGElement | null, picker: HTMLElement | null, field: HTMLElement) {
  const row = picker?.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
  const list = picker?.querySelector('.picker-list')?.getBoundingClientRect();
  const socket = field.querySelector('.jack')?.getBoundingClientRect();
  if (svg === null || row === undefined || list === undefined || socket === undefined) return;
  const from = { x: row.right, y: Math.min(Math.max(row.top + row.height / 2, list.top), list.bottom) };
  const to = { x: socket.left + 1, y: socket.top + socket.height / 2 };
  const bend = (to.x - from.x) * 0.55;
  const d = `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
  for (const path of svg.querySelectorAll('path')) path.setAttribute('d', d);
  const [start, end] = svg.querySelectorAll('rect');
  start?.setAttribute('transform', `translate(${from.x - 3} ${from.y - 3.5})`);
  end?.setAttribute('transform', `translate(${to.x - 8} ${to.y - 3.5})`);
}
