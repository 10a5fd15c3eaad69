export { builtInConnectors } from './builtInConnectors.ts';
export { coreConnector } from './core/index.ts';
