import { appFailureOf, sentenceOf } from '../../api/failure.ts';
import { fieldOf, textOf } from '../../api/field.ts';
import { Band } from '../../ui/Band.tsx';
import './newTable.css';
import { t } from '../../texts/t.ts';

type Problem = { row: unknown; message: string | undefined };

/** Why a file was not taken in, row by row. */
export function CsvProblems({ error }: { error: unknown }) {
  const problems = problemsOf(error);
  if (problems.length < 2) return <Band tone="danger">{sentenceOf(error)}</Band>;
  return (
    <Band tone="danger">
      <p>
        {t('{value} not fit. Nothing was kept.', {
          value: problems.length === 100 ? t('100 rows or more do') : t('{count} rows do', { count: problems.length }),
        })}
      </p>
      <ul className="csv-problems">
        {problems.slice(0, 8).map(({ row, message }) => (
          <li key={`${String(row)} ${message}`}>{t('Row {row}: {message}', { row: String(row), message })}</li>
        ))}
      </ul>
    </Band>
  );
}

function problemsOf(error: unknown): Problem[] {
  const problems = fieldOf(appFailureOf(error)?.details, 'problems');
  if (!Array.isArray(problems)) return [];
  return problems.map((problem: unknown) => ({ row: fieldOf(problem, 'row'), message: textOf(problem, 'message') }));
}
