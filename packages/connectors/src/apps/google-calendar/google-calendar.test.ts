import { describeApi } from '../testing/describeApi.ts';
import { googleCalendarConnector } from './index.ts';

describeApi(googleCalendarConnector, import.meta.dirname, { judge: 'google-calendar.v3.json' });
