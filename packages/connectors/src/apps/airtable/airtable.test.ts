import { describeApi } from '../testing/describeApi.ts';
import { airtableConnector } from './index.ts';

describeApi(airtableConnector, import.meta.dirname);
