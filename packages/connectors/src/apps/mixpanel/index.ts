import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { countEvents } from './operations/countEvents.ts';
import { exportEvents } from './operations/exportEvents.ts';
import { getReport } from './operations/getReport.ts';
import { listEventNames } from './operations/listEventNames.ts';
import { trackEvent } from './operations/trackEvent.ts';
import { deleteProfile, updateGroup, updateProfile } from './operations/updateProfile.ts';
import { overlay } from './overlay.ts';

const api = defineApi({ id: 'mixpanel', version: '1', description, overlay });
const { answer } = overlay.defaults;
/** The query API takes 60 questions an hour: https://docs.mixpanel.com/reference/query-api. */
const limit = { requests: 60, perMs: 3_600_000 };
const asks = { answerRules: answer, limit };
const tells = { answerRules: { ...answer, refusedWhen: { at: 'status', is: [0] } } };

/** Profiles and questions in front of what the API says of itself: their bodies and addresses take code. */
export const mixpanelConnector: Connector = {
  ...api,
  operations: {
    trackEvent: { ...trackEvent, answerRules: answer },
    ...api.operations,
    updateProfile: { ...updateProfile, ...tells },
    deleteProfile: { ...deleteProfile, ...tells },
    updateGroup: { ...updateGroup, ...tells },
    countEvents: { ...countEvents, ...asks },
    getReport: { ...getReport, ...asks },
    exportEvents: { ...exportEvents, ...asks },
    listEventNames: { ...listEventNames, ...asks, isHidden: true },
  },
};
