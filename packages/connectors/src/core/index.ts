import { defineConnector } from '@patchbay/connector';
import { approval } from './operations/approval.ts';
import { branch } from './operations/branch.ts';
import { callback } from './operations/callback.ts';
import { callbackAddress } from './operations/callbackAddress.ts';
import { called } from './operations/called.ts';
import { choose } from './operations/choose.ts';
import { code } from './operations/code.ts';
import { failure } from './operations/failure.ts';
import { forEach } from './operations/forEach.ts';
import { form } from './operations/form.ts';
import { group } from './operations/group.ts';
import { http } from './operations/http.ts';
import { httpList } from './operations/httpList.ts';
import { join } from './operations/join.ts';
import { manual } from './operations/manual.ts';
import { poll } from './operations/poll.ts';
import { repeat } from './operations/repeat.ts';
import { respond } from './operations/respond.ts';
import { schedule } from './operations/schedule.ts';
import { setFields } from './operations/setFields.ts';
import { stop } from './operations/stop.ts';
import { subflow } from './operations/subflow.ts';
import { switchCase } from './operations/switchCase.ts';
import { wait } from './operations/wait.ts';
import { webhook } from './operations/webhook.ts';

/** The steps that belong to no outside system. Their names are part of every saved flow. */
export const coreConnector = defineConnector({
  id: 'core',
  version: '1',
  name: 'Patchbay',
  description: 'Start a flow, shape its data, choose its way and call any address.',
  category: 'logic',
  auth: [],
  operations: {
    webhook,
    form,
    schedule,
    manual,
    failure,
    called,
    poll,
    setFields,
    branch,
    switch: switchCase,
    choose,
    join,
    stop,
    forEach,
    repeat,
    group,
    wait,
    callbackAddress,
    callback,
    approval,
    subflow,
    respond,
    http,
    httpList,
    code,
  },
});
