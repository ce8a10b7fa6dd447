// Is a grant told in sentences: what is added, what else that lets in, what is skipped, and the way out?

import { describe, expect, test } from '@jest/globals';
import { type GrantInput, grant } from '../../../src/index.js';
import type { JsonObject } from '../../../src/model/policy.js';
import { printGrant } from '../../../src/question/grant/print.js';
import { grantReport } from '../../../src/question/grant/report.js';
import { text } from '../../../src/render/renderers/text.js';
import { INPUT } from '../../support/grant-runs.js';
import { API, allow, deny, FUNCTION, policyOf } from '../../support/worlds.js';

const by = (Sid: string, suffix: string) => allow({ Sid, Condition: { ArnLike: { 'AWS:SourceArn': API + suffix } } });

/** The lines beside what is pasted. */
function told(over: Partial<GrantInput>, statements?: readonly JsonObject[], as = 'command'): readonly string[] {
  const granting = grant({ ...INPUT, ...over }, statements === undefined ? [] : policyOf(statements));
  const isGood = ['toWrite', 'nothingToWrite'].includes(granting.verdict);
  const printed = printGrant(granting, as);
  if ('cannot' in printed && isGood) throw new Error(printed.cannot);
  const report = grantReport(granting, 'cannot' in printed ? undefined : { as, ...printed }, []);
  expect(report.output).toBe('cannot' in printed ? '' : printed.output);
  return text
    .renderAside(report, { color: false })
    .split('\n')
    .map((line) => line.trim());
}

describe('a line says', () => {
  test.each<[what: string, over: Partial<GrantInput>, statements: JsonObject[] | undefined, line: RegExp]>([
    ['how many are added, and for whom', {}, undefined, /^1 permission to add: for `arn:.*:orders`; every call /],
    ['how many of each', { prune: true }, [by('s1', '/dev/*')], /^1 permission to add, 1 to remove: for `arn:/],
    [
      'that every call was asked',
      {},
      undefined,
      /; every call that is asked for is then allowed, which `evaluate` confirms$/,
    ],
    [
      'that not every call could be asked',
      { stage: '*' },
      undefined,
      /; calls of each kind that is asked for are then allowed, which `evaluate` confirms$/,
    ],
    ['nothing of calls where something is only removed', { revert: true }, undefined, /^1 to remove: for `arn:[^;]*$/],
    ['for whom there is nothing to do', {}, [by('s1', '/*')], /^nothing to do: for `arn:.*:orders`$/],
    ['what is added', {}, undefined, /^adds +`GET \/orders` in stage `prod`$/],
    [
      'by which source ARN',
      {},
      undefined,
      /^`arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5\/prod\/GET\/orders`$/,
    ],
    [
      'what a parameter lets in',
      { routes: ['GET /orders/{id}'] },
      undefined,
      /also lets in `prod\/GET\/orders\/a\/b`: `\{id\}` becomes `\*`/,
    ],
    [
      'what ANY lets in',
      { routes: ['ANY /orders'] },
      undefined,
      /also lets in `prod\/DELETE\/orders`: `ANY` becomes `\*`/,
    ],
    ['what every stage lets in', { stage: '*' }, undefined, /also lets in `test-invoke-stage\/GET\/orders`: .*--stage/],
    [
      'what is granted already',
      {},
      [by('s1', '/*')],
      /^skips +`GET \/orders` in stage `prod`: is granted already, by statement `s1`$/,
    ],
    ['that a statement without a Sid grants it', {}, [allow()], /^skips .*is granted already/],
    [
      'what another covers',
      { routes: ['GET /orders', 'GET /*'] },
      undefined,
      /^skips +`GET \/orders` in stage `prod`: is covered by statement `apigateway-.*`$/,
    ],
    [
      'what is removed',
      { revert: true },
      undefined,
      /^removes +statement `apigateway-.*`: `GET \/orders` in stage `prod`$/,
    ],
    [
      'what is pruned',
      { prune: true },
      [by('s1', '/dev/*')],
      /^removes +statement `s1`: nothing that is named needs it$/,
    ],
    ['what is not there', { revert: true }, [by('s1', '/dev/*')], /^skips .*there is nothing to remove$/],
    [
      'what stays, because others may need it',
      { revert: true },
      [by('s1', '/*')],
      /^leaves .*stays granted by statement `s1`, which lets in more/,
    ],
    [
      'what stays, because it has another id',
      { revert: true },
      [by('s1', '/prod/GET/orders')],
      /^leaves .*name it with --statement-id/,
    ],
    [
      'what goes with what is removed',
      { revert: true, routes: ['GET /orders/{id}'] },
      undefined,
      /^also takes away `prod\/GET\/orders\/a\/b`: `\{id\}` becomes `\*`/,
    ],
    [
      'what stays, because its Sid is another’s too',
      { revert: true, statementId: 's1' },
      [by('s1', '/prod/GET/orders'), deny({ Sid: 's1', Principal: '*', Condition: { Null: { 'x:y': 'false' } } })],
      /^leaves .*stays granted by statement `s1`, whose Sid another statement has: RemovePermission would remove both$/,
    ],
    [
      'what stays, because it says something else',
      { revert: true, statementId: 's1' },
      [by('s1', '/dev/*')],
      /^leaves .*: statement `s1` says something else, and stays$/,
    ],
    [
      'that some of it is denied where not all could be asked',
      { stage: '*' },
      [deny({ Sid: 'no', Principal: '*', Condition: { ArnLike: { 'aws:SourceArn': `${API}/dev/*` } } })],
      /^careful +statement `no` may still deny some of it, and a Deny wins$/,
    ],
    [
      'what a prune leaves',
      { prune: true },
      [{ ...by('s1', '/dev/*') }, { ...by('s1', '/v1/*') }],
      /^leaves +statement `s1`: another statement has the same Sid$/,
    ],
    ['how long it is by itself', {}, undefined, /^size +a policy of this alone has [1-9]\d\d of 20,480 bytes$/],
    ['how long the policy then is', {}, [by('s1', '/dev/*')], /^size +the policy then has [1-9]\d\d of 20,480 bytes$/],
    [
      'that nothing is left',
      { revert: true },
      [grant(INPUT).functions[0]?.steps[0]?.statement as JsonObject],
      /^size +no statement is left, and with the last one Lambda deletes the policy$/,
    ],
    ['that the API is elsewhere', { apiRegion: 'eu-west-1' }, undefined, /^note +cross-region: /],
    [
      'what the proof leans on',
      { testInvoke: true },
      undefined,
      /^caveat: .*test-invoke-stage.*\(observed by users\)$/,
    ],
    [
      'that a Deny wins',
      {},
      [deny({ Sid: 'no' })],
      /^nothing is written: `GET \/orders` in stage `prod` would still not be allowed to invoke .*: statement `no` denies it/,
    ],
    [
      'what Lambda would say',
      { qualifier: '$LATEST' },
      undefined,
      /^nothing is written: Lambda would refuse it: InvalidParameterValueException: We currently/,
    ],
    [
      'what to do about `$LATEST`',
      { qualifier: '$LATEST' },
      undefined,
      /^hint: the function itself, without a qualifier, is `\$LATEST`/,
    ],
    [
      'what to do about two qualifiers',
      { function: `${FUNCTION}:a`, qualifier: 'b' },
      undefined,
      /^hint: name the version or alias once/,
    ],
    ['what to do about a taken id', { statementId: 's1' }, [by('s1', '/dev/*')], /^hint: leave out --statement-id/],
    [
      'what to do about the size',
      {},
      [by('s1', `/dev/${'x'.repeat(20_000)}`)],
      /^hint: let in more with fewer statements/,
    ],
    [
      'what to do about the size where something is to go as well',
      { prune: true },
      [by('s1', '/dev/*'), by('s2', `/v1/${'x'.repeat(20_000)}`)],
      /^hint: what is added does not fit beside what is there: remove some of it first \(`aws lambda remove-permission`\)/,
    ],
    [
      'what to do about a Deny',
      {},
      [deny({ Sid: 'no' })],
      /^hint: no permission helps: remove the Deny, or narrow it$/,
    ],
    ['what to do about another value', { sourceAccount: '1' }, undefined, /^hint: change the value that is quoted/],
    [
      'what to do about what is unknown',
      {},
      [deny({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
      /^hint: add --unknown pass/,
    ],
  ])('%s', (_, over, statements, line) => {
    expect(told(over, statements)).toContainEqual(expect.stringMatching(line));
  });
});

test.each<[what: string, over: Partial<GrantInput>, statements?: JsonObject[]]>([
  ['what is refused', { sourceAccount: '1' }],
  ['what a Deny forbids', {}, [deny({ Sid: 'no' })]],
  ['what nobody knows', {}, [deny({ Sid: 'no', Condition: { Bool: { 'aws:SecureTransport': 'true' } } })]],
])('of %s, nothing is told as if it were done', (_, over, statements = []) => {
  const routes = ['GET /orders', 'GET /orders/{id}', 'GET /orders/7'];
  const lines = told({ routes, ...over }, [by('s1', '/prod/GET/orders'), ...statements]);
  expect(lines).not.toContainEqual(expect.stringMatching(/^((adds|removes|size|skips|leaves|careful) |also )/));
  expect(lines).toContainEqual(expect.stringMatching(/^to add +`GET \/orders\/\{id\}`/));
  expect(lines.filter((line) => line.startsWith('hint: '))).toHaveLength(1);
});

test('of a prune that is refused, what was to go is told as such', () => {
  const lines = told({ prune: true, sourceAccount: '1' }, [by('s1', '/dev/*')]);
  expect(lines).toContainEqual(expect.stringMatching(/^to remove +statement `s1`: nothing that is named needs it$/));
});

test.each<[what: string, over: Partial<GrantInput>, statements: JsonObject[] | undefined]>([
  ['what is written', {}, undefined],
  ['what is granted already', {}, [by('s1', '/*')]],
  ['a removal', { revert: true }, undefined],
])('of %s, no way out is told, for none is needed', (_, over, statements) => {
  expect(told(over, statements)).not.toContainEqual(expect.stringMatching(/^hint: /));
});

const TLS = deny({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } });

test.each<[verdict: string, unknown: 'pass' | 'fail' | undefined, isPrinted: boolean, statements: JsonObject[]]>([
  ['toWrite', undefined, true, []],
  ['nothingToWrite', undefined, true, [by('s1', '/*')]],
  ['refused', undefined, false, [deny()]],
  ['refused', 'pass', false, [deny()]],
  ['unknown', undefined, false, [TLS]],
  ['unknown', 'fail', false, [TLS]],
  ['unknown', 'pass', true, [TLS]],
])('what is `%s` may be printed, where `unknown` is `%s`: %s', (verdict, unknown, isPrinted, statements) => {
  const granting = grant(INPUT, policyOf(statements));
  expect(granting.verdict).toBe(verdict);
  expect(printGrant(granting, 'command', unknown === undefined ? {} : { unknown })).toEqual(
    isPrinted
      ? { output: expect.stringMatching(verdict === 'nothingToWrite' ? /^$/ : /^aws lambda /), warnings: [] }
      : { cannot: 'nothing is written that is not proved to be enough', hint: expect.stringContaining('denial') },
  );
});

test('several functions have a heading each', () => {
  const fn = FUNCTION.replace('orders', '${stageVariables.fn}');
  const lines = told({ function: fn, stageVariables: { fn: ['orders', 'billing'] } });
  expect(lines.filter((line) => line === `\`${FUNCTION}\``)).toHaveLength(1);
  expect(lines[0]).toMatch(/^2 permissions to add: for `.*:orders`, `.*:billing`; /);
});

test('the warning of a form stands beside it', () => {
  expect(told({}, [by('s1', '/dev/*')], 'put-resource-policy')).toContainEqual(
    expect.stringMatching(/^careful +it replaces the whole policy of the function: /),
  );
});
