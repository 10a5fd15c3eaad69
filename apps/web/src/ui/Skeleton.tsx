import { type ReactNode, useEffect, useState } from 'react';
import { t } from '../texts/t.ts';
import './states.css';

/** A grey shape in the place of a text or picture. Sizes in CSS units. */
function Skeleton({
  width = '100%',
  height = 10,
  round,
}: {
  width?: number | string;
  height?: number;
  round?: number;
}) {
  return <span className="skeleton" style={{ width, height, borderRadius: round }} aria-hidden="true" />;
}

/** Shows `children` after 200 ms: quick answers never flash a loading state. Says "Loading" to screen readers. */
function AfterDelay({ children, label = t('Loading') }: { children: ReactNode; label?: string }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true" className="after-delay">
      <span className="sr-only" role="status">
        {label}
      </span>
      {due && children}
    </div>
  );
}

/** Rows in the shape of a table's: a tile and two lines. Without a number, a whole table below its head. */
export function SkeletonRows({ rows, tile = true }: { rows?: number; tile?: boolean }) {
  return (
    <AfterDelay>
      <div className="card">
        {!rows && <div className="skeleton-head" />}
        {Array.from({ length: rows ?? 8 }, (_, index) => (
          <div className="skeleton-row" key={index}>
            {tile && <Skeleton width={36} height={36} round={9} />}
            <div className="grow">
              <Skeleton width={`${38 - ((index * 7) % 18)}%`} />
              <Skeleton width={`${24 - ((index * 5) % 12)}%`} height={8} />
            </div>
            <Skeleton width={64} height={20} round={6} />
          </div>
        ))}
      </div>
    </AfterDelay>
  );
}
