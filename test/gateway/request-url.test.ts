// What does a whole URL say of an API and its stage, and which URLs are none?

import { describe, expect, test } from '@jest/globals';
import { createRequest, parseInvokeUrl, type RequestInput, stageOfUrl } from '../../src/gateway/request.js';
import type { Api } from '../../src/model/api.js';

const ID = 'a1b2c3d4e5';
const HOST = `${ID}.execute-api.us-east-2.amazonaws.com`;
const apiOf = (type: Api['type'], ...stages: string[]): Api => ({
  ...{ type, id: ID, region: 'us-east-2', routes: [] },
  stages: stages.map((name) => ({ name })),
});
const REST = apiOf('rest', 'prod');
const SOCKET = apiOf('websocket', 'dev');

describe('a URL', () => {
  const api = { id: ID, region: 'us-east-2' };

  test.each<[url: string, said: ReturnType<typeof parseInvokeUrl>]>([
    [`https://${HOST}/prod/a%20 b?c=d#e`, { api, path: '/prod/a%20%20b', query: 'c=d' }],
    [`wss://${HOST}`, { api, path: '/', query: '' }],
    [`https://${HOST}:443?a`, { api, path: '/', query: 'a' }],
    [`http://${HOST}/`, { api, path: '/', query: '' }],
    [`WS://${HOST}/dev#x?y`, { api, path: '/dev', query: '' }],
    ['/prod', undefined],
    [`//${HOST}/prod`, undefined],
    ['', undefined],
  ])('`%s`', (url, said) => {
    expect(parseInvokeUrl(url)).toEqual(said);
  });

  test.each<[url: string, fault: RegExp]>([
    [`https://${HOST}:8443/`, /is no execute-api host$/],
    [`https://me@${HOST}/`, /is no execute-api host$/],
    ['https://example.com/', /^`example\.com` is no execute-api host$/],
    [`ftp://${HOST}/`, /^expected a URL that begins with https: or wss:, found `ftp:/],
    [`file://${HOST}/prod`, /^expected a URL that begins with https: or wss:/],
  ])('`%s` is none of an API', (url, fault) => {
    expect(parseInvokeUrl(url)).toMatchObject({ fault: expect.stringMatching(fault) });
    expect(createRequest(REST, { url })).toMatchObject({ fault: expect.stringMatching(fault) });
  });
});

describe('the stage that a request goes to', () => {
  const TWO = apiOf('http', '$default', 'dev');

  test.each<[behaviour: string, api: Api, url: string, said: string | undefined, stage: string | undefined]>([
    ['is what is said', TWO, '/a', 'dev', 'dev'],
    ['is the only one', REST, '/a', undefined, 'prod'],
    ['is open among several', apiOf('rest', 'a', 'b'), '/a', undefined, undefined],
    ['is the first segment of a REST API’s URL', REST, `https://${HOST}/beta/a`, undefined, 'beta'],
    ['is that of a connection’s URL', SOCKET, `wss://${HOST}/beta?a=b`, undefined, 'beta'],
    ['is the only one where a URL says none', REST, `https://${HOST}`, undefined, 'prod'],
    ['HTTP: is the one that a URL names', TWO, `https://${HOST}/dev/a`, undefined, 'dev'],
    ['HTTP: may be encoded in it', TWO, `https://${HOST}/d%65v?a`, undefined, 'dev'],
    ['HTTP: is $default where a URL names none', TWO, `https://${HOST}/orders`, undefined, '$default'],
    [
      'HTTP: is none where there is no such and no $default',
      apiOf('http', 'a', 'b'),
      `https://${HOST}/c`,
      undefined,
      undefined,
    ],
    ['HTTP: may be named by a path', TWO, '/dev/a', undefined, 'dev'],
    ['HTTP: is not named by a path behind another stage', apiOf('http', 'prod'), '/dev/a', undefined, 'prod'],
    ['HTTP: is $default where none is known', apiOf('http'), '/dev/a', undefined, '$default'],
    ['is not said by a URL of nothing', REST, `ftp://${HOST}/beta`, undefined, 'prod'],
  ])('%s', (_, api, url, said, stage) => {
    expect(stageOfUrl(api, url, said)).toBe(stage);
  });

  test.each<[behaviour: string, api: Api, url: string, stage: string, fault: RegExp]>([
    ['another than a URL’s', TWO, '/dev/a', '$default', /^the URL is of the stage `dev`, not of `\$default`$/],
    ['one where a URL is of $default', TWO, '/a', 'dev', /^the URL is of the stage `\$default`, not of `dev`$/],
  ])('HTTP: %s cannot be said', (_, api, path, stage, fault) => {
    const input = { url: `https://${HOST}${path}`, stage };
    expect(createRequest(api, input)).toMatchObject({ fault: expect.stringMatching(fault) });
  });

  test.each<[api: Api, input: RequestInput, isStageOpen: true | undefined]>([
    [apiOf('rest', 'a', 'b'), '/', true],
    [apiOf('rest'), '/', true],
    [REST, 'pets', undefined],
  ])('is what has to be said, or not (%#)', (api, input, isStageOpen) => {
    const made = createRequest(api, input);
    expect('fault' in made && made.isStageOpen).toBe(isStageOpen);
  });
});
