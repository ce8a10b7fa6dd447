// How long does a request take on its way through an API, against printing and reading its event?

import { createApi, parsePolicy, simulate } from '../src/index.js';
import { line, median, shown } from './measure.js';
import { documentOf } from './policies.js';

const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:orders';

/** A REST API of resources three segments deep. */
function apiOf(routes: number) {
  const keys = Array.from({ length: routes }, (_, index) => `GET /area${index % 20}/thing${index}/{id}`);
  return {
    api: createApi({
      type: 'rest',
      id: 'a1b2c3d4e5',
      stage: 'prod',
      routes: Object.fromEntries(keys.map((key) => [key, FUNCTION])),
    }),
    requests: keys.map((key) => key.replace('{id}', '7')),
  };
}

const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'api',
      Effect: 'Allow',
      Principal: { Service: 'apigateway.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: FUNCTION,
      Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/*/GET/*' } },
    },
  ],
});

const HEADERS = { Accept: '*/*', 'User-Agent': 'bench', 'X-Custom': 'a value', Cookie: 'a=1; b=2' };
const RESULT = { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: '{"ok":true}' };

/** Route, policy, event and response with a handler that does nothing, in turns with the other side. */
export async function simulating(): Promise<void> {
  const policies = parsePolicy(POLICY);
  const { api, requests } = apiOf(200);
  const large = apiOf(2000);
  const pieces = parsePolicy(documentOf(60));
  const send = (one: typeof api, given: typeof policies, request: string) => {
    const [method, url] = request.split(' ') as [string, string];
    return simulate(one, given, { method, url: `${url}?color=red&size=7`, headers: HEADERS }, () => RESULT);
  };
  const told = await send(api, policies, requests[0] as string);
  if (told.verdict !== 'functionResponse') throw new Error(told.reason);
  const { event } = told;
  const text = JSON.stringify(event);
  const rounds: { one: number; other: number; large: number; pieces: number }[] = [];
  for (let round = 0; round < 17; round++) {
    rounds.push({
      one: await each(requests, (request) => send(api, policies, request)),
      other: await each(requests, () => JSON.parse(JSON.stringify(event))),
      large: await each(large.requests, (request) => send(large.api, policies, request)),
      pieces: await each(requests, (request) => send(api, pieces, request)),
    });
  }
  const warm = rounds.slice(2);
  const ratio = (name: 'one' | 'large' | 'pieces', to: 'other' | 'one') =>
    median(warm.map((round) => round[name] / round[to]));
  const one = median(warm.map((round) => round.one));
  const other = median(warm.map((round) => round.other));
  console.log(
    line(
      `a request, 200 routes : JSON of its event (${text.length} bytes) and back`,
      ratio('one', 'other'),
      '≤ 5',
      `${shown(one)} : ${shown(other)}`,
    ),
  );
  console.log(line('a request, 2,000 routes : 200 routes', ratio('large', 'one'), '≈ 1', ''));
  console.log(line('a request refused by 60 statements : one let in', ratio('pieces', 'one'), '', ''));
}

/** Nanoseconds a call, over enough of them. */
async function each(requests: readonly string[], work: (request: string) => unknown): Promise<number> {
  const calls = 4000;
  const start = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) await work(requests[call % requests.length] as string);
  return Number(process.hrtime.bigint() - start) / calls;
}
