import { measure } from './measure.ts';
import { SPECS, specOf, VENDORS } from './specs.ts';

/** `pnpm --filter @patchbay/openapi run report`: what of each vendor's description we can use, judged by ajv. */
const rows = VENDORS.flatMap(([file]) => {
  const source = specOf(file);
  if (source === undefined) {
    console.log(`${file} is not in ${SPECS}; see PATCHBAY_SPECS.`);
    return [];
  }
  const { failures, readMs, operations, ...judged } = measure(source, { answersEvery: 1 });
  for (const failure of failures.slice(0, 5)) console.log(`${file} ${failure.slice(0, 300)}`);
  const percent = (count: number) => `${((100 * count) / operations).toFixed(1)} %`;
  return [
    {
      file,
      operations,
      'read ms': Math.round(readMs),
      compile: percent(judged.compile),
      'smallest fits': percent(judged.smallest),
      'fullest fits': percent(judged.fullest),
      'answer fits': percent(judged.answer),
      'request built': percent(judged.request),
      'longest schema': judged.longest,
    },
  ];
});
console.table(rows);
