// Which API and which stages do the URLs of a document name?

import { expect, test } from '@jest/globals';
import { homeOf } from '../../../src/input/openapi/servers.js';
import { ask, httpOf, operation, restOf } from './sample.js';

const HOST = 'https://a1b2c3d4e5.execute-api.us-east-2.amazonaws.com';
const PETS_API = { id: 'a1b2c3d4e5', region: 'us-east-2' };
const paths = { '/pets': { get: operation() } };

test.each<[url: string, home: object]>([
  [`${HOST}/prod`, { ...PETS_API, stages: ['prod'] }],
  [`${HOST}/prod/`, { ...PETS_API, stages: ['prod'] }],
  [`${HOST}/prod/v1`, { ...PETS_API, stages: ['prod'] }],
  [`${HOST}:443/prod`, { ...PETS_API, stages: ['prod'] }],
  [HOST, { ...PETS_API, stages: [] }],
  ['a1b2c3d4e5.execute-api.us-east-2.amazonaws.com/prod', { ...PETS_API, stages: ['prod'] }],
  [
    'https://a1b2c3d4e5.execute-api.cn-north-1.amazonaws.com.cn/a',
    { id: 'a1b2c3d4e5', region: 'cn-north-1', stages: ['a'] },
  ],
  [
    'https://a1b2c3d4e5.execute-api.eusc-de-east-1.amazonaws.eu/a',
    { id: 'a1b2c3d4e5', region: 'eusc-de-east-1', stages: ['a'] },
  ],
  [
    'https://a1b2c3d4e5.execute-api.us-iso-east-1.c2s.ic.gov/a',
    { id: 'a1b2c3d4e5', region: 'us-iso-east-1', stages: ['a'] },
  ],
  [
    'https://a1b2c3d4e5.execute-api.us-isob-east-1.sc2s.sgov.gov/a',
    { id: 'a1b2c3d4e5', region: 'us-isob-east-1', stages: ['a'] },
  ],
  [
    'https://a1b2c3d4e5.execute-api.eu-isoe-west-1.cloud.adc-e.uk:443/a',
    { id: 'a1b2c3d4e5', region: 'eu-isoe-west-1', stages: ['a'] },
  ],
  [
    'https://a1b2c3d4e5.execute-api.us-isof-south-1.csp.hci.ic.gov/a',
    { id: 'a1b2c3d4e5', region: 'us-isof-south-1', stages: ['a'] },
  ],
  ['HTTPS://A1B2C3D4E5.execute-api.us-east-2.amazonaws.com/Prod', { ...PETS_API, stages: ['Prod'] }],
  ['https://a1b2c3d4e5.execute-api.us-east-2.amazonaws.eu/a', { stages: [] }],
  ['https://a1b2c3d4e5.execute-api.${AWS::Region}.${AWS::URLSuffix}/a', { id: 'a1b2c3d4e5', stages: ['a'] }],
  ['https://a1b2c3d4e5.execute-api.us-east-2.api.aws/a', { ...PETS_API, stages: ['a'] }],
  ['https://a1b2c3d4e5-vpce-0a1b2c.execute-api.us-east-2.vpce.amazonaws.com/a', { ...PETS_API, stages: ['a'] }],
  ['https://a1b2c3d4e5.execute-api.${AWS::Region}.amazonaws.com/a', { id: 'a1b2c3d4e5', stages: ['a'] }],
  [`${HOST}/{basePath}`, { ...PETS_API, stages: [] }],
  ['https://api.example.com/v1', { stages: [] }],
  ['https://execute-api.us-east-2.amazonaws.com/v1', { stages: [] }],
  ['', { stages: [] }],
])('%j', (url, home) => {
  expect(homeOf([url], 'rest')).toEqual(home);
});

test('the base of an HTTP API is its stage $default', () => {
  expect(homeOf([HOST], 'http').stages).toEqual(['$default']);
  expect(homeOf([`${HOST}/`], 'http').stages).toEqual(['$default']);
});

test('several URLs of one API name several stages, each once', () => {
  const urls = ['https://example.com/x', `${HOST}/a`, `${HOST}/b`, `${HOST}/a`, HOST.replace('a1', 'zz')];
  expect(homeOf(urls, 'rest')).toEqual({ ...PETS_API, stages: ['a', 'b'] });
});

const basePath = (value: unknown) => ({ basePath: { default: value } });

test.each<[title: string, servers: unknown, id: string | undefined, stages: string[]]>([
  ['a stage in a variable', [{ url: `${HOST}/{basePath}`, variables: basePath('/prod') }], 'a1b2c3d4e5', ['prod']],
  [
    'a stage in a variable without a slash',
    [{ url: `${HOST}/{basePath}`, variables: basePath('prod') }],
    'a1b2c3d4e5',
    ['prod'],
  ],
  [
    'a region in a variable',
    [
      {
        url: 'https://a1b2c3d4e5.execute-api.{region}.amazonaws.com/x',
        variables: { region: { default: 'us-east-2' } },
      },
    ],
    'a1b2c3d4e5',
    ['x'],
  ],
  ['a variable that is not said', [{ url: `${HOST}/{basePath}` }], 'a1b2c3d4e5', []],
  [
    'a default that is longer than stages are',
    [{ url: `${HOST}/{basePath}`, variables: basePath('a'.repeat(201)) }],
    'a1b2c3d4e5',
    [],
  ],
  [
    'a URL that is longer than URLs are',
    [{ url: `${HOST}/${'{basePath}'.repeat(20_000)}`, variables: basePath('a'.repeat(100_000)) }],
    undefined,
    [],
  ],
  ['a default that is a number', [{ url: `${HOST}/{basePath}`, variables: basePath(5) }], 'a1b2c3d4e5', []],
  [
    'a domain of its own, then the API',
    [{ url: 'https://example.com/{basePath}', variables: basePath('v1') }, { url: `${HOST}/x` }],
    'a1b2c3d4e5',
    ['x'],
  ],
  ['no list', { url: HOST }, undefined, []],
  ['a URL that is none', [{ url: 5 }, 'x', null], undefined, []],
])('servers with %s', (_, servers, id, stages) => {
  const { api, told } = ask(restOf(paths, { servers }));
  expect(told).toEqual([]);
  expect(api?.id).toBe(id);
  expect(api?.stages).toEqual(stages.map((name) => ({ name })));
});

test('an HTTP API with an empty base path', () => {
  const servers = [{ url: `${HOST}/{basePath}`, variables: basePath('') }];
  expect(ask(httpOf(paths, { servers })).api).toMatchObject({ ...PETS_API, stages: [{ name: '$default' }] });
});

test.each<[title: string, changes: object, home: object]>([
  ['a host and a base path', { host: HOST.slice(8), basePath: '/prod' }, { ...PETS_API, stages: [{ name: 'prod' }] }],
  ['a host alone', { host: HOST.slice(8) }, { ...PETS_API, stages: [] }],
  ['a base path alone', { basePath: '/prod' }, { stages: [] }],
  ['a host that is none', { host: 5, basePath: '/prod' }, { stages: [] }],
])('Swagger 2 with %s', (_, changes, home) => {
  const { api, told } = ask({ swagger: '2.0', paths, ...changes });
  expect(told).toEqual([]);
  expect(api).toMatchObject(home);
});
