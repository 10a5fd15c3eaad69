/** What only some steps need, fetched together when the first of them is opened. */
export { HttpTools } from './HttpTools.tsx';
