import { lazy, Suspense, useEffect } from 'react';
import { Loaded } from '../../app/Loaded.tsx';
import { useMayEdit, useSession } from '../../app/session.ts';
import { ExampleCard, ExampleShape } from './ExampleCard.tsx';
import { FirstFlow } from './FirstFlow.tsx';
import { isBeginning } from './isBeginning.ts';
import { useHome } from './useHome.ts';
import './home.css';
import { t } from '../../texts/t.ts';

const Overview = lazy(async () => ({ default: (await import('./Overview.tsx')).Overview }));

/** The first page: an example that works while somebody begins, and what matters today afterwards. */
export function HomeScreen() {
  const home = useHome();
  const mayEdit = useMayEdit();
  useEffect(() => {
    document.title = t('Home · Patchbay');
  }, []);
  return (
    <Loaded query={home} failed={t('This page could not be loaded.')} loading={<Shape />}>
      {(data) =>
        mayEdit && isBeginning(data) ? (
          <Beginning home={data} />
        ) : (
          <Suspense>
            <Overview home={data} />
          </Suspense>
        )
      }
    </Loaded>
  );
}

function Beginning({ home }: { home: NonNullable<ReturnType<typeof useHome>['data']> }) {
  return (
    <div className="first">
      <Hello works={home.example !== null} />
      <ExampleCard example={home.example} />
      <FirstFlow home={home} />
    </div>
  );
}

function Hello({ works }: { works: boolean }) {
  const [name] = useSession().user.name.trim().split(/\s+/);
  return (
    <header className="hello">
      <h1>
        {t('Hello {name}.', { name })}
        <br />
        {works ? t('This flow already works.') : t('Build your first flow.')}
      </h1>
      <p className="sentence muted">
        {works
          ? t('Follow the cable from top to bottom. Each step hands its data to the next one.')
          : t('Start from a template, an API, or an empty canvas.')}
      </p>
    </header>
  );
}

/** What a beginner sees is as large before it is there as after. */
function Shape() {
  return (
    <div className="first">
      <Hello works />
      <ExampleShape />
    </div>
  );
}
