import { describeApi } from '../testing/describeApi.ts';
import { telegramConnector } from './index.ts';

describeApi(telegramConnector, import.meta.dirname);
