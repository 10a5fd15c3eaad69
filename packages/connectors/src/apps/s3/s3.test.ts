import { describeApi } from '../testing/describeApi.ts';
import { s3Connector } from './index.ts';

describeApi(s3Connector, import.meta.dirname);
