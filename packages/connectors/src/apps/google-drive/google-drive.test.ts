import { describeApi } from '../testing/describeApi.ts';
import { googleDriveConnector } from './index.ts';

describeApi(googleDriveConnector, import.meta.dirname, { judge: 'google-drive.v3.json' });
