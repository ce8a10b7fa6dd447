// Does a case pass where its verdict is the expected one, and fail where there is none?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/index.js';
import type { Verdict } from '../../../src/model/decision.js';
import { answerCase, type CaseInvocation, casesReport, failedCase } from '../../../src/question/evaluate/cases.js';
import { granting } from '../../support/granting.js';

const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const HEAD = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';
const policy = granting(FUNCTION, `${HEAD}/*/GET/pets`);
const call = { api: 'a1b2c3d4e5', type: 'rest', stage: 'prod', route: 'GET /pets' } as const;

function resultOf(invocation: CaseInvocation, expected?: Verdict, set = policy) {
  const one = { name: 'a', invocation, ...(expected === undefined ? {} : { expect: expected }) };
  return answerCase(one, set, undefined, {});
}

describe('a case', () => {
  test.each<[title: string, invocation: CaseInvocation, expected: Verdict | undefined, passed: boolean]>([
    ['passes where it is allowed as expected', call, 'allowed', true],
    ['passes where it is refused as expected', { ...call, route: 'POST /pets' }, 'implicitDeny', true],
    ['passes where it expects nothing', call, undefined, true],
    ['passes by its source ARN', { sourceArn: `${HEAD}/prod/GET/pets`, function: FUNCTION }, 'allowed', true],
    ['fails where the verdict is another', call, 'explicitDeny', false],
    ['fails where its source ARN has a star', { sourceArn: `${HEAD}/*/GET/pets` }, 'allowed', false],
    ['fails where its source ARN is none', { sourceArn: 'pets' }, 'implicitDeny', false],
    ['fails where the call is not complete', { api: 'a1b2c3d4e5', type: 'rest', route: 'GET /' }, 'unknown', false],
    ['fails where its function is not known', { ...call, function: 'cats' }, 'implicitDeny', false],
  ])('%s', (_, invocation, expected, passed) => {
    expect(resultOf(invocation, expected).passed).toBe(passed);
  });

  test('fails where its policy cannot be read, whatever it expects', () => {
    expect(resultOf(call, 'unknown', parsePolicy('{'))).toMatchObject({
      passed: false,
      verdict: null,
      expect: 'unknown',
    });
  });
});

test('a report counts, and says of a failure what was expected and what would mend it', () => {
  const report = casesReport(
    [resultOf(call, 'allowed'), resultOf({ ...call, route: 'GET /dogs' }, 'allowed'), failedCase('b', 'no')],
    [],
  );
  const texts = report.blocks.map((block) => ('text' in block ? block.text : ''));
  expect(texts.at(-1)).toBe('1 passed, 2 failed');
  expect(texts.join('\n')).toMatch(/expected allowed, found not allowed \(implicitDeny\)\n.*comes nearest/);
  expect(report.data).toMatchObject({
    verdict: 'failed',
    passed: 1,
    failed: 2,
    results: [{ name: 'a' }, { name: 'a' }, { name: 'b' }],
  });
});
