// Which HTTP response does API Gateway make of a function's result?

import type { Api, PayloadFormat } from '../../model/api.js';
import type { HttpResponse } from '../../model/http.js';
import type { Json } from '../../model/policy.js';
import { type Clock, factsOf } from '../event/facts.js';
import { createRequest, type HttpRequestInput } from '../request.js';
import { answered, proxied } from './deliver.js';

export interface ToHttpResponseOptions extends Clock, Partial<Pick<Api, 'binaryMediaTypes' | 'cors'>> {
  /** The type of the API. */
  readonly type: 'rest' | 'http';
  /** HTTP APIs; default 2.0. */
  readonly payloadFormat?: PayloadFormat;
  /** What was asked: `Accept`, `Origin` and `Connection` make a difference. */
  readonly request?: Pick<HttpRequestInput, 'method' | 'headers'>;
}

export interface ToHttpResponse {
  readonly response: HttpResponse;
  /** `gateway`: the result is not taken, and `reason` says why. */
  readonly by: 'function' | 'gateway';
  readonly reason?: string;
}

/** Makes the response of a proxy integration of a result, which is JSON; never throws. */
export function toHttpResponse(result: unknown, options: ToHttpResponseOptions = { type: 'http' }): ToHttpResponse {
  const { type, payloadFormat = '2.0', binaryMediaTypes, cors, request = {} } = options;
  const api: Api = {
    type,
    stages: [{ name: '$default' }],
    routes: [],
    ...(binaryMediaTypes === undefined ? {} : { binaryMediaTypes }),
    ...(cors === undefined ? {} : { cors }),
  };
  const { method = 'GET', headers = [] } = request;
  const sent = createRequest(api, { method, headers, url: '/' });
  const plain = { method: 'GET', target: '/', headers: [] };
  const facts = factsOf(options);
  const input = { api, facts, request: 'fault' in sent || 'event' in sent ? plain : sent };
  const json = jsonOf(result);
  const { by, response, reason } =
    json === undefined
      ? answered(input, 'functionFailed', 'the result has no JSON', [])
      : proxied(input, payloadFormat, json);
  const made = { by: by === 'function' ? by : 'gateway', response: response as HttpResponse } as const;
  return reason === undefined ? made : { ...made, reason };
}

/** As Lambda's runtime writes it; undefined for what has no JSON. */
function jsonOf(result: unknown): Json | undefined {
  try {
    return JSON.parse(JSON.stringify(result ?? null)) as Json;
  } catch {
    return undefined;
  }
}
