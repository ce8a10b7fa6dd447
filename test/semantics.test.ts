// Which grant permits which call, and what does each element of a policy mean? The facts of docs/semantics.md, as answers.

import { describe, expect, test } from '@jest/globals';
import {
  type Call,
  type EvaluateOptions,
  evaluate,
  type InvocationInput,
  parsePolicy,
  presentedSourceArns,
  type Verdict,
} from '../src/index.js';

const API = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';
const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const PRINCIPAL = { Service: 'apigateway.amazonaws.com' };
const ALLOW = { Effect: 'Allow', Principal: PRINCIPAL, Action: 'lambda:InvokeFunction', Resource: FUNCTION };

const granting = (sourceArn: string) => ({ ...ALLOW, Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } } });
const policyOf = (...Statement: object[]) => parsePolicy({ Version: '2012-10-17', Id: 'default', Statement });
const call = (type: Call['type'], more: Partial<Call>): Call => ({
  api: 'a1b2c3d4e5',
  function: FUNCTION,
  ...more,
  type,
});
const rest = (route: string, more: Partial<Call> = {}) =>
  call('rest', { route, ...(more.testInvoke ? {} : { stage: 'prod' }), ...more });
const http = (route: string, more: Partial<Call> = {}) => call('http', { route, ...more });
const websocket = (route: string) => call('websocket', { route, stage: 'dev' });
const answerTo = (suffix: string, input: Call | InvocationInput, options?: EvaluateOptions) =>
  evaluate(policyOf(granting(API + suffix)), input, options);

describe('grants and what they match', () => {
  const COLUMNS: Record<string, readonly [suffix: string, Call]> = {
    'R/': ['prod/GET/', rest('GET /')],
    Rp: ['prod/GET/pets', rest('GET /pets')],
    Rx: ['prod/GET/pets/{petId}', rest('GET /pets/{petId}')],
    RA: ['prod/ANY/{proxy+}', rest('ANY /{proxy+}')],
    T: ['test-invoke-stage/GET/{proxy+}', rest('ANY /{proxy+}', { testInvoke: true, method: 'GET' })],
    H: ['$default/GET/pets', http('GET /pets')],
    HD: ['$default/$default', http('$default')],
    W: ['dev/$connect', websocket('$connect')],
    Z: ['authorizers/abc123', call('rest', { authorizer: 'abc123' })],
  };

  test.each(Object.values(COLUMNS))('a call presents `%s`', (suffix, presenting) => {
    expect(presentedSourceArns(presenting).candidates[0]?.sourceArn).toBe(`${API}/${suffix}`);
  });

  test.each([
    ['', ''],
    ['/*', 'R/ Rp Rx RA T H HD W Z'],
    ['/*/*', 'R/ Rp Rx RA T H HD W Z'],
    ['/*/*/*', 'R/ Rp Rx RA T H'],
    ['/*/*/', 'R/'],
    ['/*/GET', ''],
    ['/*/GET/', 'R/'],
    ['/*/GET/*', 'R/ Rp Rx T H'],
    ['/*/GET/pets', 'Rp H'],
    ['/*/ANY/*', 'RA'],
    ['/*/*/{proxy+}', 'RA T'],
    ['/prod/*', 'R/ Rp Rx RA'],
    ['/*/$default', 'HD'],
    ['/*/*/$default', ''],
    ['/*/$connect', 'W'],
    ['/*$connect', 'W'],
    ['/authorizers/*', 'Z'],
  ])('the grant `%s` permits of all columns exactly: %s', (grant, permitted) => {
    const policy = policyOf(granting(API + grant));
    const verdicts = Object.entries(COLUMNS).map(([name, [suffix]]) => [
      name,
      evaluate(policy, { resource: FUNCTION, sourceArn: `${API}/${suffix}` }).verdict,
    ]);
    const expected = Object.keys(COLUMNS).map((name) => [
      name,
      permitted.split(' ').includes(name) ? 'allowed' : 'implicitDeny',
    ]);
    expect(verdicts).toEqual(expected);
  });

  test('a star crosses slashes, so `/*/GET/pets` permits more than it looks like', () => {
    expect(answerTo('/*/GET/pets', { resource: FUNCTION, sourceArn: `${API}/prod/POST/foo/GET/pets` }).verdict).toBe(
      'allowed',
    );
  });
});

describe('what the tools write permits what they deploy', () => {
  test.each<[tool: string, suffix: string, Call]>([
    ['the API Gateway console, REST', '/*/GET/pets', rest('GET /pets')],
    ['the API Gateway console, $default route', '/*/$default', http('$default')],
    ['SAM, REST with parameters as stars', '/*/GET/pets/*', rest('GET /pets/{petId}')],
    ['SAM, REST with any verb', '/*/*/*', rest('ANY /{proxy+}')],
    ['SAM, HTTP catch-all', '/*/*', http('$default')],
    ['SAM, WebSocket', '/dev/$connect', websocket('$connect')],
    ['SAM, authorizers', '/authorizers/*', call('rest', { authorizer: 'abc123' })],
    ['CDK, REST', '/prod/GET/pets/*', rest('GET /pets/{petId}')],
    ['CDK, REST Test button', '/test-invoke-stage/GET/pets', rest('GET /pets', { testInvoke: true })],
    ['CDK, HTTP with the literal path', '/*/*/pets/{petId}', http('ANY /pets/{petId}')],
    ['CDK, WebSocket without a slash', '/*$connect', websocket('$connect')],
    ['CDK, authorizers', '/authorizers/abc123', call('http', { authorizer: 'abc123' })],
    ['Terraform', '/*', rest('GET /')],
    ['Serverless, REST', '/*/*', rest('POST /pets')],
  ])('%s', (_, suffix, presenting) => {
    expect(answerTo(suffix, presenting).verdict).toBe('allowed');
  });

  test('the Lambda console’s function name as a path permits no route but its own', () => {
    expect(answerTo('/*/*/pets', rest('GET /pets')).verdict).toBe('allowed');
    expect(answerTo('/*/*/pets', rest('GET /dogs')).verdict).toBe('implicitDeny');
  });
});

describe('what goes wrong in the field', () => {
  test.each<[mistake: string, suffix: string, Call, says: RegExp]>([
    [
      'the stage is named, and the Test button pressed',
      '/prod/GET/a',
      rest('GET /a', { testInvoke: true }),
      /stage differs/,
    ],
    ['a parameter is renamed', '/*/GET/users/{id}', rest('GET /users/{userId}'), /as it is declared/],
    ['a value stands for a parameter', '/*/GET/users/7', rest('GET /users/{userId}'), /as it is declared/],
    ['a REST path keeps its last slash', '/*/GET/foo/', rest('GET /foo/'), /path differs/],
    ['the root lost its slash', '/*/GET', rest('GET /'), /without a slash/],
    ['a slash is missing', '/*/POSTapi', rest('POST /api'), /stage, method and path/],
    ['$default with a segment too many', '/*/*/*', http('$default'), /stage and route key/],
    ['WebSocket with a star too many', '/*/*/*', websocket('$connect'), /stage and route key/],
    ['the routes are granted, the authorizer is not', '/*/GET/*', call('rest', { authorizer: 'x' }), /authorizer/],
    ['the API alone, with no suffix', '', rest('GET /pets'), /nothing follows the API id/],
    ['another account', '/*', rest('GET /', { apiAccount: '444455556666' }), /account differs/],
  ])('%s', (_, suffix, presenting, says) => {
    const { verdict, nearMiss } = answerTo(suffix, presenting);
    expect([verdict, nearMiss?.message]).toEqual(['implicitDeny', expect.stringMatching(says)]);
  });

  test.each<[mistake: string, statement: object, Call, says: RegExp]>([
    [
      'the region of the API instead of the function’s',
      granting('arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/*'),
      rest('GET /', { apiRegion: 'us-east-1' }),
      /^this statement comes nearest: only the region differs: the function is in `us-east-2`$/,
    ],
    [
      'a logical id instead of the API id',
      granting('arn:aws:execute-api:us-east-2:111122223333:RestApi/*'),
      rest('GET /'),
      /API differs/,
    ],
    [
      'hard-coded arn:aws in China',
      { ...granting('arn:aws:execute-api:cn-north-1:111122223333:a1b2c3d4e5/*'), Resource: '*' },
      rest('GET /', { function: 'arn:aws-cn:lambda:cn-north-1:111122223333:function:pets' }),
      /partition differs/,
    ],
    [
      'an alias that was never granted',
      granting(`${API}/*`),
      rest('GET /', { function: `${FUNCTION}:live` }),
      /function/,
    ],
    [
      'the principal of China',
      { ...ALLOW, Principal: { Service: 'apigateway.amazonaws.com.cn' } },
      rest('GET /'),
      /principal/,
    ],
  ])('%s', (_, statement, presenting, says) => {
    const { verdict, nearMiss } = evaluate(policyOf(statement), presenting);
    expect([verdict, nearMiss?.message]).toEqual(['implicitDeny', expect.stringMatching(says)]);
  });
});

describe('weak facts are told, and only decide where they agree', () => {
  test.each<[fact: string, suffix: string, Call, Verdict, strict: Verdict, grades: string]>([
    ['REST ANY: the word decides', '/prod/ANY/user', rest('ANY /user'), 'allowed', 'unknown', 'C'],
    ['REST ANY: a verb alone does not', '/*/GET/user', rest('ANY /user'), 'implicitDeny', 'unknown', 'C'],
    ['REST ANY: a star settles it', '/*/*/user', rest('ANY /user'), 'allowed', 'allowed', ''],
    [
      'REST ANY and a parameter: only the parameter is weak then',
      '/*/*/a/{b}',
      rest('ANY /a/{b}'),
      'allowed',
      'allowed',
      'O',
    ],
    ['HTTP ANY: the word alone', '/*/ANY/x', http('ANY /x'), 'unknown', 'unknown', '?'],
    ['HTTP ANY: one verb alone', '/*/GET/x', http('ANY /x'), 'unknown', 'unknown', '?'],
    ['HTTP ANY: a star settles it', '/*/*/x', http('ANY /x'), 'allowed', 'allowed', ''],
    ['HTTP ANY: nothing matches', '/*/*/y', http('ANY /x'), 'implicitDeny', 'implicitDeny', ''],
    ['a path parameter as declared', '/*/GET/{id}', rest('GET /{id}'), 'allowed', 'allowed', 'O'],
    ['the root of an HTTP API', '/*/GET/', http('GET /'), 'allowed', 'allowed', 'I'],
  ])('%s', (_, suffix, presenting, verdict, strict, grades) => {
    const answer = answerTo(suffix, presenting);
    expect([answer.verdict, answer.caveats.map(({ grade }) => grade).join(' ')]).toEqual([verdict, grades]);
    expect(answerTo(suffix, presenting, { strict: true }).verdict).toBe(strict);
  });
});

describe('what comes with the call', () => {
  test.each<[fact: string, operator: string, key: string, value: string, Verdict]>([
    ['the source account: the API owner’s', 'StringEquals', 'aws:SourceAccount', '111122223333', 'allowed'],
    ['the caller is an AWS service', 'Bool', 'aws:PrincipalIsAWSService', 'true', 'allowed'],
    ['its name', 'StringEquals', 'aws:PrincipalServiceName', 'apigateway.amazonaws.com', 'allowed'],
    ['no organisation of the caller', 'StringEquals', 'aws:PrincipalOrgID', 'o-abcdefghij', 'implicitDeny'],
    ['no ARN of the caller', 'Null', 'aws:PrincipalArn', 'true', 'allowed'],
    ['no account of the caller', 'Null', 'aws:PrincipalAccount', 'true', 'allowed'],
    ['no VPC', 'Null', 'aws:SourceVpc', 'true', 'allowed'],
    ['no address of the client', 'NotIpAddress', 'aws:SourceIp', '203.0.113.0/24', 'allowed'],
    ['the organisation of the API: nobody knows', 'StringEquals', 'aws:SourceOrgID', 'o-abcdefghij', 'unknown'],
    ['the time: not known beforehand', 'DateGreaterThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z', 'unknown'],
    ['encryption: not known beforehand', 'Bool', 'aws:SecureTransport', 'true', 'unknown'],
  ])('%s', (_, operator, key, value, verdict) => {
    const policy = policyOf({ ...ALLOW, Condition: { [operator]: { [key]: value } } });
    expect(evaluate(policy, rest('GET /')).verdict).toBe(verdict);
  });
});
