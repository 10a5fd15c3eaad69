import { describeApi } from '../testing/describeApi.ts';
import { auth0Connector } from './index.ts';

describeApi(auth0Connector, import.meta.dirname, { judge: 'auth0-authn.json' });
