import { OperationError } from '@patchbay/connector';
import { DONE } from '@patchbay/flow';
import type { Addresses } from '../../callbacks/addresses.ts';
import { placeBeside } from '../../runs/stepPlace.ts';
import type { Hosted, HostedCall } from './hosted.ts';

/** Gives the address at which a step beside this one will wait: to be called, or to be answered by a person. */
export function hostedCallbackAddress(addresses: Addresses): Hosted {
  return {
    call: async (call) => {
      const { step, wait } = addressed(call);
      const place = placeBeside(call, step);
      return {
        outlet: DONE,
        output: { url: wait === 'callback' ? addresses.callback(place) : addresses.approval(place) },
      };
    },
    mock: async (call) => ({ outlet: DONE, output: { url: addresses.sample(addressed(call).wait) } }),
  };
}

/** The check sees to it that there is one. */
function addressed({ step }: HostedCall) {
  if (step.givesAddressOf !== undefined) return step.givesAddressOf;
  throw new OperationError({
    code: 'callback_step_missing',
    message: 'The step whose link this gives is gone. Choose another one and publish the flow again.',
    retry: 'never',
  });
}
