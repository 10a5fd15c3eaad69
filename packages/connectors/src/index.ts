export { apps, everyConnector } from './apps.ts';
export { builtInConnectors } from './builtInConnectors.ts';
export { coreConnector } from './core/index.ts';
export { guessSeparator, parseCsv } from './data/csv/parseCsv.ts';
export { writeCsv } from './data/csv/writeCsv.ts';
export { earlierVersions } from './earlierVersions.ts';
export { type UnseenInput, unseenIn } from './lists/unseenInput.ts';
export { choiceIn, filledTextIn, type Input, textIn, wholeNumberIn, yesIn } from './values/input.ts';
