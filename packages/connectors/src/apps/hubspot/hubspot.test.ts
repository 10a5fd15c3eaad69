import { describeApi } from '../testing/describeApi.ts';
import { hubspotConnector } from './index.ts';

describeApi(hubspotConnector, import.meta.dirname);
