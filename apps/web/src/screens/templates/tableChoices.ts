import type { Questions } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import type { TemplatePage } from './TemplateScreen.tsx';

type Offered = Pick<TemplatePage['tables'][number], 'key' | 'name' | 'fits' | 'isNameTaken' | 'begins'>;

/** What somebody wants in the place of a table that a template brings. `use` is the id of one that is there; empty: a new one. */
export type TableWish = { key: string; use: string; name: string; withRows: boolean };

type Choice = NonNullable<Questions['template']['start']['tables']>[number];

/** What is proposed: the table that is there already, if one fits; else a new one by a name that is free. */
export function firstWish({ key, name, fits, isNameTaken, begins }: Offered): TableWish {
  const own = fits.find((table) => table.name === name) ?? fits[0];
  return { key, use: own?.id ?? '', name: isNameTaken ? `${name} 2` : name, withRows: begins === 'rows' };
}

/** What is wrong with a wish, in a sentence. */
export function wishProblem({ use, name }: TableWish): string | undefined {
  return use === '' && name.trim() === '' ? t('The table needs a name.') : undefined;
}

/** The wish as the server takes it. */
export function choiceOf({ key, use, name, withRows }: TableWish): Choice {
  return use === '' ? { key, make: name.trim(), withRows } : { key, use };
}
