// Which function does an integration URI name, and which does it name in a stage?

import { describe, expect, test } from '@jest/globals';
import { parseIntegrationUri, resolveTarget } from '../../src/gateway/integration-uri.js';
import type { ApiType, Target } from '../../src/model/api.js';
import { inTime } from '../support/in-time.js';
import { FUNCTION } from './calls.js';

const uri = (fn: string, region = 'us-east-2') =>
  `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${fn}/invocations`;
const STREAMING = `arn:aws:apigateway:us-east-2:lambda:path/2021-11-15/functions/${FUNCTION}/response-streaming-invocations`;

describe('the ARN of a function', () => {
  test.each<[behaviour: string, text: string, arn: string, region: string | undefined, isStreaming: boolean]>([
    ['in a URI', uri(FUNCTION), FUNCTION, 'us-east-2', false],
    ['with an alias', uri(`${FUNCTION}:live`), `${FUNCTION}:live`, 'us-east-2', false],
    ['alone, of HTTP APIs', FUNCTION, FUNCTION, undefined, false],
    ['in a URI of another region', uri(FUNCTION, 'eu-west-1'), FUNCTION, 'eu-west-1', false],
    ['streaming', STREAMING, FUNCTION, 'us-east-2', true],
    ['with a slash at the end', `${uri(FUNCTION)}/`, FUNCTION, 'us-east-2', false],
    ['with two slashes', uri(FUNCTION).replace('path/', 'path//'), FUNCTION, 'us-east-2', false],
    ['in another partition', uri(FUNCTION).replace('arn:aws:api', 'arn:aws-cn:api'), FUNCTION, 'us-east-2', false],
  ])('%s', (_, text, arn, region, isStreaming) => {
    expect(parseIntegrationUri(text)).toEqual({
      target: { kind: 'function', arn },
      isStreaming,
      ...(region === undefined ? {} : { region }),
    });
  });
});

describe('no ARN of a function', () => {
  const named = FUNCTION.replace('pets', '${stageVariables.fn}');
  const both = `${FUNCTION.replace('pets', '${stageVariables.fn}')}:\${stageVariables.alias}`;
  test.each<[behaviour: string, text: string, target: Target]>([
    ['a stage variable in it', uri(named), { kind: 'variables', template: named, names: ['fn'] }],
    ['several', uri(both), { kind: 'variables', template: both, names: ['fn', 'alias'] }],
    [
      'one twice',
      uri('${stageVariables.a}${stageVariables.a}'),
      { kind: 'variables', template: '${stageVariables.a}${stageVariables.a}', names: ['a'] },
    ],
    [
      'one for all of it',
      '${stageVariables.fn}',
      { kind: 'variables', template: '${stageVariables.fn}', names: ['fn'] },
    ],
    ['what a template fills in', uri('${Pets.Arn}'), { kind: 'hole', text: uri('${Pets.Arn}') }],
    ['what others fill in', uri('{{pets}}'), { kind: 'hole', text: uri('{{pets}}') }],
    ['a name alone', 'pets', { kind: 'none', reason: '`pets` is no Lambda function' }],
    ['a name in a URI', uri('pets'), { kind: 'none', reason: '`pets` is not the ARN of a function' }],
    ['a URL', 'https://example.com', { kind: 'none', reason: '`https://example.com` is no Lambda function' }],
    [
      'a URL with a stage variable',
      'https://${stageVariables.host}/',
      { kind: 'none', reason: '`https://${stageVariables.host}/` is no Lambda function' },
    ],
    [
      'another service',
      'arn:aws:apigateway:us-east-2:sqs:path/q',
      { kind: 'none', reason: '`arn:aws:apigateway:us-east-2:sqs:path/q` is no Lambda function' },
    ],
    [
      'no end',
      uri(FUNCTION).replace('/invocations', ''),
      { kind: 'none', reason: `\`${uri(FUNCTION).replace('/invocations', '')}\` does not end in \`/invocations\`` },
    ],
    [
      'no end behind a name',
      uri('pets').replace('/invocations', ''),
      { kind: 'none', reason: '`pets` is not the ARN of a function' },
    ],
    [
      'no end behind what a template fills in',
      uri('${Pets.Arn}').replace('/invocations', ''),
      { kind: 'hole', text: uri('${Pets.Arn}').replace('/invocations', '') },
    ],
    ['nothing', '', { kind: 'none', reason: '`` is no Lambda function' }],
  ])('%s', (_, text, target) => {
    expect(parseIntegrationUri(text)).toMatchObject({ target });
  });

  test.each<[behaviour: string, text: string]>([
    ['braces that never close', '${'.repeat(500_000)],
    ['double ones', '{{'.repeat(500_000)],
    ['paths', `arn:aws:apigateway:r:lambda:path/2015-03-31/functions/${'/invocations'.repeat(100_000)}x`],
    ['slashes', `arn:aws:apigateway:r:lambda:path${'/'.repeat(500_000)}`],
  ])('a hostile one costs its length: %s', (_, text) => {
    expect(inTime(() => parseIntegrationUri(text)).target.kind).toBe('none');
  });
});

describe('what API Gateway does not take has a hint', () => {
  const named = FUNCTION.replace('pets', '${stageVariables.fn}');
  test.each<[behaviour: string, text: string, type: ApiType | undefined, whole: string | undefined]>([
    ['a function alone, of a REST API', FUNCTION, 'rest', uri(FUNCTION)],
    [
      'in another partition',
      FUNCTION.replace('aws:', 'aws-cn:'),
      'rest',
      uri(FUNCTION).replaceAll('arn:aws:', 'arn:aws-cn:'),
    ],
    ['a stage variable in it', named, 'rest', uri(named)],
    [
      'a stage variable alone',
      '${stageVariables.fn}',
      'rest',
      'arn:<partition>:apigateway:<region>:lambda:path/2015-03-31/functions/${stageVariables.fn}/invocations',
    ],
    ['none of the REST API that takes it', uri(FUNCTION), 'rest', undefined],
    ['none of an HTTP API', FUNCTION, 'http', undefined],
    ['none of a WebSocket API', FUNCTION, 'websocket', undefined],
    ['none where nobody says', FUNCTION, undefined, undefined],
    ['no end', uri(FUNCTION).replace('/invocations', ''), 'http', uri(FUNCTION)],
    ['a slash for an end', uri(FUNCTION).replace('/invocations', '/'), 'rest', uri(FUNCTION)],
    ['no end behind a stage variable', uri(named).replace('/invocations', ''), undefined, uri(named)],
    ['no end of streaming', STREAMING.replace('/response-streaming-invocations', ''), 'rest', STREAMING],
  ])('%s', (_, text, type, whole) => {
    const { target, hint } = parseIntegrationUri(text, type);
    expect(hint).toBe(whole === undefined ? undefined : `write \`${whole}\``);
    expect(target.kind).toBe(whole === undefined ? 'function' : 'none');
  });
});

describe('in a stage', () => {
  const { target } = parseIntegrationUri(uri(FUNCTION.replace('pets', '${stageVariables.fn}')));
  test.each<[behaviour: string, target: Target, variables: Record<string, string> | undefined, answer: object]>([
    ['a function is itself', { kind: 'function', arn: FUNCTION }, undefined, { arn: FUNCTION }],
    ['a variable is filled in', target, { fn: 'pets' }, { arn: FUNCTION }],
    ['with an alias, even', target, { fn: 'pets:live' }, { arn: `${FUNCTION}:live` }],
    [
      'signs that mean something to `replace` do not',
      target,
      { fn: '$&' },
      { reason: expect.stringMatching(/`arn.*\$&`/) },
    ],
    ['none that is set', target, {}, { reason: 'the stage variable `fn` is not known' }],
    ['no variables at all', target, undefined, { reason: 'the stage variable `fn` is not known' }],
    [
      'one that every object has',
      { kind: 'variables', template: '${stageVariables.toString}', names: ['toString'] },
      {},
      { reason: 'the stage variable `toString` is not known' },
    ],
    [
      'two that are missing',
      { kind: 'variables', template: '', names: ['a', 'b'] },
      {},
      { reason: 'the stage variable `a`, `b` is not known' },
    ],
    [
      'what makes no function',
      target,
      { fn: 'a b' },
      {
        reason: `with its stage variables it is \`${FUNCTION.replace('pets', 'a b')}\`, which is not the ARN of a function`,
      },
    ],
    [
      'a hole',
      { kind: 'hole', text: '${Fn}' },
      {},
      { reason: '`${Fn}` holds a value that is only known when it is deployed' },
    ],
    ['none', { kind: 'none', reason: 'it is a mock' }, {}, { reason: 'it is a mock' }],
  ])('%s', (_, known, variables, answer) => {
    expect(resolveTarget(known, variables)).toEqual(answer);
  });
});
