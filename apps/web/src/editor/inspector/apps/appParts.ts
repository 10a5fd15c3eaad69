/** What only some steps need, fetched together when the first of them is opened. */

export { VariantField } from '../form/VariantField.tsx';
export { QuestionsField } from '../questions/QuestionsField.tsx';
export { AppEvents } from './AppEvents.tsx';
export { ColumnsField } from './ColumnsField.tsx';
export { HttpTools } from './HttpTools.tsx';
export { LookupField } from './LookupField.tsx';
export { PagesField } from './PagesField.tsx';
export { UnknownStep } from './UnknownStep.tsx';
export { VersionNote } from './VersionNote.tsx';
