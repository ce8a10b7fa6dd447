// Which call do the tests of this room make, where they do not say otherwise?

import type { Call } from '../../src/gateway/source-arn/presented.js';

export const HEAD = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/';
export const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';

/** A call of the API a1b2c3d4e5 as far as a test names it; its stage is `prod`, or `dev` of a WebSocket API. */
export type Partly = Omit<Call, 'api' | 'function' | 'type'> & Partial<Pick<Call, 'api' | 'function'>>;
const stageOf = (call: Partly, stage: string) => (call.testInvoke || call.authorizer !== undefined ? {} : { stage });
export const rest = (call: Partly): Call => ({ ...http(call), ...stageOf(call, 'prod'), ...call, type: 'rest' });
export const http = (call: Partly): Call => ({ api: 'a1b2c3d4e5', function: FUNCTION, ...call, type: 'http' });
export const websocket = (call: Partly): Call => ({
  ...http(call),
  ...stageOf(call, 'dev'),
  ...call,
  type: 'websocket',
});
