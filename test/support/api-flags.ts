// Which flags and documents do the tests of an API's flags share?

import type { ApiFlags } from '../../src/cli/api-flags.js';
import type { Api } from '../../src/model/api.js';

export const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
export const URL = 'https://a1b2c3d4e5.execute-api.us-east-2.amazonaws.com';
export const REST: ApiFlags = { type: 'rest', route: ['GET /pets'], function: FUNCTION };
export const HTTP: ApiFlags = { ...REST, type: 'http' };
export const SOCKET: ApiFlags = { type: 'websocket', route: ['$connect'], function: FUNCTION };

export const integration = { type: 'AWS_PROXY', target: { kind: 'function', arn: FUNCTION } } as const;
export const stages = [{ name: 'prod', variables: { fn: 'a', v: '1' } }];
export const authorizer = { kind: 'request', target: integration.target, identitySources: [] } as const;
/** What a document said. */
export const DEFINED: Api = {
  type: 'rest',
  id: 'a1b2c3d4e5',
  region: 'us-east-2',
  stages,
  routes: [{ key: 'GET /pets', integration }],
};
export const GUARDED: Api = { ...DEFINED, authorizers: [{ ...authorizer, name: 'keeper' }] };
export const TWICE: Api = {
  ...DEFINED,
  authorizers: [
    { ...authorizer, name: 'a' },
    { ...authorizer, name: 'b', id: 'known' },
  ],
};
