import { Chain } from '../../ui/Chain.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import type { ExampleRow } from './useGallery.ts';
import { useStartFlow } from './useStartFlow.ts';

/** Flows to begin with, a card each: what it is made of, what it does. A press makes a copy and opens it. */
export function ExampleCards({ title, examples }: { title: string; examples: readonly ExampleRow[] }) {
  const start = useStartFlow();
  if (examples.length === 0) return null;
  return (
    <section className="examples" aria-label={title}>
      <h2 className="section-title">{title}</h2>
      <ul className="example-grid">
        {examples.map((example) => (
          <li key={example.id}>
            <button
              type="button"
              className="card example-card"
              disabled={start.busy}
              onClick={() => start.fromExample(example.id)}
            >
              <span className="example-chain">
                <Chain tiles={tilesOf(example)} more={example.chainMore} lit size={36} />
              </span>
              <span className="example-text">
                <b>{example.name}</b>
                <span className="small muted">{example.description}</span>
                <span className="small dim">{example.stepCount} steps · works on samples, no account</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function tilesOf({ chain }: ExampleRow) {
  return chain.map(({ name, category, icon: mark, ...uses }) => ({
    name,
    category,
    icon: tileIcon(uses),
    ...(mark !== undefined && { mark }),
  }));
}
