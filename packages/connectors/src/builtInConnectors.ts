import type { Connector } from '@patchbay/connector';
import { checksConnector } from './checks/index.ts';
import { coreConnector } from './core/index.ts';
import { cryptoConnector } from './crypto/index.ts';
import { dataConnector } from './data/index.ts';
import { datesConnector } from './dates/index.ts';
import { emailConnector } from './email/index.ts';
import { listsConnector } from './lists/index.ts';
import { storeConnector } from './store/index.ts';
import { tablesConnector } from './tables/index.ts';
import { textConnector } from './text/index.ts';
import { webConnector } from './web/index.ts';

/** The connectors without an app behind them, which nearly every flow has a step of. */
export const builtInConnectors: readonly Connector[] = [
  coreConnector,
  listsConnector,
  textConnector,
  datesConnector,
  dataConnector,
  cryptoConnector,
  emailConnector,
  checksConnector,
  webConnector,
  tablesConnector,
  storeConnector,
];
