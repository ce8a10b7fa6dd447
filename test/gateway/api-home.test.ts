// Where is an API, and which host name is one?

import { expect, test } from '@jest/globals';
import { apiHome, parseExecuteApiHost } from '../../src/gateway/api-home.js';
import { FUNCTION } from './calls.js';

const said = { id: 'a1b2c3d4e5', region: 'eu-west-1', account: '444455556666' };
const { id, region, account } = said;

test.each<[behaviour: string, api: Partial<typeof said>, fn: string | undefined, place: readonly string[]]>([
  ['it says all', said, FUNCTION, ['eu-west-1', '444455556666', 'eu-west-1.amazonaws.com']],
  ['no function is needed then', said, undefined, ['eu-west-1', '444455556666', 'eu-west-1.amazonaws.com']],
  ['the function says the rest', { id }, FUNCTION, ['us-east-2', '111122223333', 'us-east-2.amazonaws.com']],
  ['the account alone', { id, region }, FUNCTION, ['eu-west-1', '111122223333', 'eu-west-1.amazonaws.com']],
  ['the region alone', { id, account }, FUNCTION, ['us-east-2', '444455556666', 'us-east-2.amazonaws.com']],
  [
    'in China, hosts end otherwise',
    { ...said, region: 'cn-north-1' },
    FUNCTION,
    ['cn-north-1', '444455556666', 'cn-north-1.amazonaws.com.cn'],
  ],
])('%s', (_, api, fn, [where, whose, end]) => {
  const home = apiHome({ type: 'rest', stages: [], routes: [], ...api }, fn);
  expect(home).toEqual({ id, region: where, account: whose, host: `${id}.execute-api.${end}` });
});

test.each<[behaviour: string, api: Partial<typeof said>, fn: string | undefined, says: string]>([
  ['the id', { region, account }, FUNCTION, 'the id of the API is not known'],
  ['the region', { id, account }, undefined, 'the region of the API is not known'],
  ['the account', { id, region }, undefined, 'the account of the API is not known'],
  ['the region, of what is no function', { id, account }, 'pets', 'the region of the API is not known'],
])('not known: %s', (_, api, fn, says) => {
  expect(apiHome({ type: 'rest', stages: [], routes: [], ...api }, fn)).toBe(says);
});

test.each<[host: string, named: ReturnType<typeof parseExecuteApiHost>]>([
  ['a1b2c3d4e5.execute-api.us-east-2.amazonaws.com', { id, region: 'us-east-2' }],
  ['A1B2C3D4E5.Execute-API.us-east-2.AmazonAWS.com', { id, region: 'us-east-2' }],
  ['a1b2c3d4e5.execute-api.cn-north-1.amazonaws.com.cn', { id, region: 'cn-north-1' }],
  ['a1b2c3d4e5.execute-api.us-gov-west-1.amazonaws.com', { id, region: 'us-gov-west-1' }],
  ['a1b2c3d4e5.execute-api-fips.us-east-2.amazonaws.com', { id, region: 'us-east-2' }],
  ['a1b2c3d4e5-vpce-0123456789abcdef0.execute-api.us-east-2.amazonaws.com', { id, region: 'us-east-2' }],
  ['a1b2c3d4e5-vpce-0123456789abcdef0.execute-api.us-east-2.vpce.amazonaws.com', { id, region: 'us-east-2' }],
  ['a1b2c3d4e5.execute-api.us-east-2.api.aws', { id, region: 'us-east-2' }],
  ['a1b2c3d4e5.execute-api-x.us-east-2.amazonaws.com', undefined],
  ['a1b2c3d4e5-vpc-0123.execute-api.us-east-2.amazonaws.com', undefined],
  ['a1b2c3d4e5.execute-api.cn-north-1.amazonaws.com', undefined],
  ['a1b2c3d4e5.execute-api.us-east-2.amazonaws.com.cn', undefined],
  ['a1b2c3d4e5.execute-api.us-east-2.example.com', undefined],
  ['x.a1b2c3d4e5.execute-api.us-east-2.amazonaws.com', undefined],
  ['execute-api.us-east-2.amazonaws.com', undefined],
  ['api.example.com', undefined],
  ['', undefined],
])('the API of the host `%s`', (host, named) => {
  expect(parseExecuteApiHost(host)).toEqual(named);
});
