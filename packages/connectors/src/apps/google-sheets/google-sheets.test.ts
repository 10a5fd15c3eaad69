import { describeApi } from '../testing/describeApi.ts';
import { googleSheetsConnector } from './index.ts';

describeApi(googleSheetsConnector, import.meta.dirname, { judge: 'google-sheets.v4.json' });
