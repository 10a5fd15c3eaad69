import { describeApi } from '../testing/describeApi.ts';
import { shopifyConnector } from './index.ts';

describeApi(shopifyConnector, import.meta.dirname);
