import { writeFileSync } from 'node:fs';
import { CATALOGUE, collectTexts } from './collectTexts.ts';

const found = collectTexts();
writeFileSync(CATALOGUE, `${JSON.stringify(found, null, 2)}\n`);
console.log(`${Object.keys(found.texts).length} texts, ${Object.keys(found.plurals).length} with a count.`);
