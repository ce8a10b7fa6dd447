// Does the program answer as AWS documents and as users saw it? Over the conformance data, where it is there.

import { expect, test } from '@jest/globals';
import { odditiesOf } from '../src/gateway/source-arn/oddities.js';
import { type Call, evaluate, parsePolicy, parseSourceArn, presentedSourceArns, type Verdict } from '../src/index.js';
import { conformance, describeRecorded, hasConformance } from './support/conformance.js';
import { granting } from './support/granting.js';

interface SourceArnCase {
  readonly name: string;
  readonly pattern: string;
  readonly sourceArn: string;
  readonly expect: Verdict;
  readonly evidence: string;
}

interface LambdaGuide {
  readonly policy: object;
  readonly addPermission: { readonly arguments: readonly string[]; readonly output: string };
  readonly resourcePatterns: readonly { readonly pattern: string; readonly means: string }[];
  readonly paths: readonly { readonly path: string; readonly means: string }[];
}

const data = <T>(name: string): T => (hasConformance ? conformance<T>(name) : ({} as T));
const { cases } = data<{ cases: readonly SourceArnCase[] }>('source-arn-cases.json');
const guide = data<LambdaGuide>('lambda-guide.json');

const HEAD = 'arn:aws:execute-api:us-east-2:123456789012:';
const FUNCTION = 'arn:aws:lambda:us-east-2:123456789012:function:my-function';

const granted = (sourceArn: string) => granting(FUNCTION, sourceArn);
const callOf = (api: string, route: string, stage: string, more: Partial<Call> = {}): Call => ({
  ...{ api, type: 'rest', route, stage, function: FUNCTION },
  ...more,
});

describeRecorded('source ARN cases', () => {
  test('are all here', () => {
    expect(cases).toHaveLength(14);
  });

  test.each(cases.map((one): [string, SourceArnCase] => [`${one.name} (${one.evidence})`, one]))('%s', (_, one) => {
    const invocation = { resource: FUNCTION, sourceArn: one.sourceArn };
    expect(evaluate(granted(one.pattern), invocation).verdict).toBe(one.expect);
  });
});

describeRecorded('the Lambda guide’s policy', () => {
  const PETS = 'arn:aws:lambda:us-east-2:111122223333:function:nodejs-apig-function-1G3MXMPLXVXYI';

  test('is read without a finding', () => {
    const { policies, findings } = parsePolicy(guide.policy);
    expect(findings).toEqual([]);
    expect(policies).toMatchObject([{ findings: [], statements: [{ effect: 'Allow' }] }]);
  });

  test.each<[call: string, route: string, stage: string, more: Partial<Call>, Verdict]>([
    ['permits GET / in the stage Prod', 'GET /', 'Prod', {}, 'allowed'],
    ['permits GET / in another stage', 'GET /', 'Stage', {}, 'allowed'],
    ['permits GET / from the Test button', 'GET /', 'test-invoke-stage', { testInvoke: true }, 'allowed'],
    ['permits GET / of an API in another region', 'GET /', 'Prod', { apiRegion: 'eu-west-1' }, 'allowed'],
    ['does not permit GET /pets', 'GET /pets', 'Prod', {}, 'implicitDeny'],
    ['does not permit POST /', 'POST /', 'Prod', {}, 'implicitDeny'],
    ['does not permit GET / of another API', 'GET /', 'Prod', { api: 'mnh1xmpli7' }, 'implicitDeny'],
    [
      'does not permit GET / of an API in another account',
      'GET /',
      'Prod',
      { apiAccount: '123456789012' },
      'implicitDeny',
    ],
    ['does not permit GET / to a version of the function', 'GET /', 'Prod', { function: `${PETS}:1` }, 'implicitDeny'],
  ])('%s', (_, route, stage, more, verdict) => {
    const call = callOf('ktyvxmpls1', route, stage, { function: PETS, ...more });
    expect(evaluate(parsePolicy(guide.policy), call).verdict).toBe(verdict);
  });
});

describeRecorded('the Lambda guide’s patterns', () => {
  const CALLS: Record<string, Call> = {
    'GET / in prod': callOf('mnh1xmpli7', 'GET /', 'prod'),
    'GET /user in dev': callOf('mnh1xmpli7', 'GET /user', 'dev'),
    'POST /user in prod': callOf('mnh1xmpli7', 'POST /user', 'prod'),
    'ANY /user in prod': callOf('mnh1xmpli7', 'ANY /user', 'prod'),
    'ANY /user in dev': callOf('mnh1xmpli7', 'ANY /user', 'dev'),
    'GET / of another API': callOf('ktyvxmpls1', 'GET /', 'prod'),
  };
  const MEANS: Record<string, readonly string[]> = {
    'mnh1xmpli7/*/GET/*': ['GET / in prod', 'GET /user in dev'],
    'mnh1xmpli7/prod/ANY/user': ['ANY /user in prod'],
    'mnh1xmpli7/*/*/*': Object.keys(CALLS).filter((name) => !name.endsWith('another API')),
  };

  test('are those that stand here', () => {
    expect(guide.resourcePatterns.map(({ pattern }) => pattern)).toEqual(Object.keys(MEANS));
  });

  test.each(guide.resourcePatterns.map(({ pattern, means }) => [pattern, means]))('`%s` is %s', (pattern) => {
    const policy = granted(HEAD + pattern);
    const allowed = Object.keys(CALLS).filter((name) => evaluate(policy, CALLS[name] as Call).verdict === 'allowed');
    expect(allowed).toEqual(MEANS[pattern]);
  });
});

describeRecorded('the Lambda guide’s add-permission', () => {
  const call = callOf('mnh1xmpli7', 'GET /', 'default');
  const [asked = ''] = guide.addPermission.arguments.filter((_, index, all) => all[index - 1] === '--source-arn');
  const printed = asked.replace(/\/$/, '');
  const odditiesIn = (text: string) => odditiesOf(parseSourceArn(text) as never).map(({ id }) => id);

  test('asks for GET of the root in the stage `default`, and for nothing else', () => {
    expect(presentedSourceArns(call).candidates).toMatchObject([{ sourceArn: asked }]);
    expect(evaluate(granted(asked), call).verdict).toBe('allowed');
    expect(evaluate(granted(asked), callOf('mnh1xmpli7', 'GET /', 'prod')).verdict).toBe('implicitDeny');
  });

  test('prints a statement, which is read as of 2012-10-17', () => {
    const { policies, findings } = parsePolicy(guide.addPermission.output);
    expect(findings).toEqual([]);
    expect(policies).toMatchObject([{ readAs: '2012-10-17', statements: [{ sid: 'apigateway-test-2' }] }]);
  });

  test('prints it without the root’s slash: odd by itself', () => {
    expect(guide.addPermission.output).toContain(`\\"${printed}\\"`);
    expect([odditiesIn(asked), odditiesIn(printed)]).toEqual([[], ['root-without-slash']]);
  });

  test('so what it prints would not permit the call, and the near miss is the slash', () => {
    const { verdict, nearMiss } = evaluate(parsePolicy(guide.addPermission.output), call);
    expect(verdict).toBe('implicitDeny');
    expect(nearMiss).toMatchObject({
      sid: 'apigateway-test-2',
      message: expect.stringContaining('`GET` without a slash behind it'),
      changes: [{ pointer: '/Condition/ArnLike/AWS:SourceArn', from: printed, to: asked }],
    });
  });
});

describeRecorded('the Lambda guide’s paths', () => {
  const CALLS: Record<string, readonly [Call, suffix: string]> = {
    '/prod/': [callOf('mnh1xmpli7', 'GET /', 'prod'), 'prod/GET/'],
    '/prod/user': [callOf('mnh1xmpli7', 'GET /user', 'prod'), 'prod/GET/user'],
    '/dev/{proxy+}': [callOf('mnh1xmpli7', 'ANY /{proxy+}', 'dev'), 'dev/ANY/{proxy+}'],
    '/': [{ api: 'mnh1xmpli7', type: 'http', route: 'GET /', function: FUNCTION }, '$default/GET/'],
  };

  test('are those that stand here', () => {
    expect(guide.paths.map(({ path }) => path)).toEqual(Object.keys(CALLS));
  });

  test.each(guide.paths.map(({ path, means }) => [path, means]))('`%s`, %s, presents stage and path', (path) => {
    const [call, suffix] = CALLS[path] as (typeof CALLS)[string];
    expect(presentedSourceArns(call).candidates[0]?.sourceArn).toBe(`${HEAD}mnh1xmpli7/${suffix}`);
  });
});
