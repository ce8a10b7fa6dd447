// Is a grant told in sentences: what is added, what else that lets in, what is skipped, and the way out?

import { describe, expect, test } from '@jest/globals';
import { type GrantInput, grant } from '../../../src/index.js';
import type { JsonObject } from '../../../src/model/policy.js';
import { printGrant } from '../../../src/question/grant/print.js';
import { grantReport } from '../../../src/question/grant/report.js';
import { text } from '../../../src/render/renderers/text.js';
import { API, allow, deny, FUNCTION, policyOf } from '../../support/worlds.js';

const INPUT: GrantInput = {
  function: FUNCTION,
  api: 'a1b2c3d4e5',
  type: 'rest',
  stage: 'prod',
  routes: ['GET /orders'],
};
const by = (Sid: string, suffix: string) => allow({ Sid, Condition: { ArnLike: { 'AWS:SourceArn': API + suffix } } });

/** The lines beside what is pasted. */
function told(over: Partial<GrantInput>, statements?: readonly JsonObject[], as = 'command'): readonly string[] {
  const granting = grant({ ...INPUT, ...over }, statements === undefined ? [] : policyOf(statements));
  const isGood = ['toWrite', 'nothingToWrite'].includes(granting.verdict);
  const printed = printGrant(granting, as);
  if ('cannot' in printed) throw new Error(printed.cannot);
  const report = grantReport(granting, isGood ? { as, ...printed } : undefined, []);
  expect(report.output).toBe(isGood ? printed.output : '');
  return text
    .renderAside(report, { color: false })
    .split('\n')
    .map((line) => line.trim());
}

describe('a line says', () => {
  test.each<[what: string, over: Partial<GrantInput>, statements: JsonObject[] | undefined, line: RegExp]>([
    ['how many are added, and for whom', {}, undefined, /^1 permission to add: `arn:.*:orders`/],
    ['how many of each', { prune: true }, [by('s1', '/dev/*')], /^1 permission to add, 1 to remove: /],
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
      /^removes +statement `s1`: no route that is named needs it$/,
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
  ['what is refused', { qualifier: '$LATEST' }],
  ['what a Deny forbids', {}, [deny({ Sid: 'no' })]],
])('of %s, nothing is told as if it were done', (_, over, statements = []) => {
  expect(told(over, statements)).not.toContainEqual(expect.stringMatching(/^(adds|removes|size) /));
});

test('several functions have a heading each', () => {
  const fn = FUNCTION.replace('orders', '${stageVariables.fn}');
  const lines = told({ function: fn, stageVariables: { fn: ['orders', 'billing'] } });
  expect(lines.filter((line) => line === `\`${FUNCTION}\``)).toHaveLength(1);
  expect(lines[0]).toMatch(/^2 permissions to add: `.*:orders`, `.*:billing`/);
});

test('the warning of a form stands beside it', () => {
  expect(told({}, [by('s1', '/dev/*')], 'put-resource-policy')).toContainEqual(
    expect.stringMatching(/^careful +put-resource-policy replaces/),
  );
});
