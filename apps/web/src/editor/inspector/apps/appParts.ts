/** What only some steps need, fetched together when the first of them is opened. */
export { HttpTools } from './HttpTools.tsx';
export { UnknownStep } from './UnknownStep.tsx';
export { VersionNote } from './VersionNote.tsx';
