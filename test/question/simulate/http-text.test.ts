// Does a response look as HTTP text as the Lambda guide shows it, and reach a terminal as nothing but text?

import { expect, test } from '@jest/globals';
import { toHttpResponse } from '../../../src/gateway/response/to-http-response.js';
import type { HeaderLines, HttpResponse } from '../../../src/model/http.js';
import { httpText } from '../../../src/question/simulate/http-text.js';
import { conformance, describeRecorded } from '../../support/conformance.js';
import { CLOCK } from '../../support/simulating.js';

const base64 = (bytes: string | readonly number[]) => Buffer.from(bytes as string).toString('base64');

test.each<[fact: string, over: Partial<HttpResponse>, text: string]>([
  ['a status that has a name', { status: 404 }, 'HTTP/1.1 404 Not Found\n\n'],
  ['a status that has none', { status: 599 }, 'HTTP/1.1 599\n\n'],
  [
    'headers in their order',
    {
      headers: [
        ['b', '1'],
        ['A', '2'],
        ['b', '3'],
      ],
    },
    'HTTP/1.1 200 OK\nb: 1\nA: 2\nb: 3\n\n',
  ],
  ['a body', { body: 'hi\n' }, 'HTTP/1.1 200 OK\n\nhi\n'],
  ['bytes that are text', { body: base64('hé'), isBase64: true }, 'HTTP/1.1 200 OK\n\nhé'],
  ['bytes that are none', { body: base64([0xff, 0xd8]), isBase64: true }, 'HTTP/1.1 200 OK\n\n/9g='],
  ['text that commands a terminal', { body: base64('\u001b[2J'), isBase64: true }, 'HTTP/1.1 200 OK\n\nG1sySg=='],
])('%s', (_, over, text) => {
  expect(httpText({ status: 200, headers: [], body: '', isBase64: false, ...over })).toBe(text);
});

interface Guide {
  readonly response: {
    readonly result: unknown;
    readonly http: { readonly status: number; readonly headers: HeaderLines; readonly body: string };
  };
}

describeRecorded("the Lambda guide's example of a response", () => {
  const { result, http } = conformance<Guide>('lambda-guide.json').response;
  const { response } = toHttpResponse(result, { ...CLOCK, type: 'rest' });
  const isId = (line: string) => /^(?:date|x-amzn-requestid|x-amz-apigw-id|x-amzn-trace-id):/i.test(line);
  const linesOf = (shown: HttpResponse) =>
    httpText(shown)
      .split('\n')
      .filter((line) => !isId(line));

  test('turns into the HTTP text that the guide shows, less the ids and the date', () => {
    expect(linesOf(response)).toEqual(linesOf({ ...http, isBase64: false }));
  });

  test('has every header that the guide shows, and ids where it shows them', () => {
    const names = response.headers.map(([name]) => name).filter((name) => !/^(?:date|x-amz-apigw-id)$/i.test(name));
    expect(names).toEqual(http.headers.map(([name]) => name));
  });
});
