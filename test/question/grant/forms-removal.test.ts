// What do the forms make of a removal and of a revision, and what do they refuse to write?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { JsonObject } from '../../../src/model/policy.js';
import { grant } from '../../../src/question/grant/grant.js';
import type { Granting, RemoveStep } from '../../../src/question/grant/granting.js';
import type { GrantInput } from '../../../src/question/grant/input.js';
import { FORM_IDS, FORMS, printGrant } from '../../../src/question/grant/print.js';
import { commandsIn, inTerraform, optionsOf, removedIn } from '../../support/form-readers.js';
import { printed } from '../../support/grant-runs.js';
import { ORDERS, REST } from '../../support/printed-grants.js';

const REVISION = '7c1e2b1a-5a1f-4c0e-9d1b-0a1b2c3d4e5f';
const VALUES = { stageVariables: { v: ['blue', 'green', 'blue-2'] } };
const SEVERAL: GrantInput = { ...REST, ...VALUES, function: `${ORDERS}-\${stageVariables.v}` };

describe('a removal', () => {
  const WHERE = { 'resource-arn': ORDERS, region: 'us-east-2' };
  const removal = (input: GrantInput) => grant({ ...input, revert: true });
  const statementIds = ({ functions }: Granting) =>
    functions.flatMap(({ steps }) => steps.map(({ request }) => request.StatementId));

  test.each([
    'cdk',
    'cloudformation',
    'cloudformation-json',
    'sam',
    'statement',
  ])('%s has no words for it, and says what has', (id) => {
    const granting = removal({ ...REST, routes: ['GET /pets', 'GET /'] });
    const [one, other] = statementIds(granting);
    expect(printGrant(granting, id)).toEqual({
      cannot: `this form has no words for a removal (\`${one}\`, \`${other}\`)`,
      hint: 'delete it from the template that wrote it, or use --as command',
    });
  });

  test('among additions is not said by a template either, nor as statements', () => {
    const [fn] = grant(REST).functions as [Granting['functions'][number]];
    const [gone] = removal({ ...REST, routes: ['GET /'] }).functions as [Granting['functions'][number]];
    const granting = { ...grant(REST), functions: [{ ...fn, steps: [...fn.steps, ...gone.steps] }] };
    for (const id of ['cloudformation', 'statement'])
      expect(printGrant(granting, id)).toEqual({
        cannot: `this form has no words for a removal (\`${gone.steps[0]?.request.StatementId}\`)`,
        hint: 'delete it from the template that wrote it, or use --as command',
      });
    expect(printGrant(granting, 'cli-input-json')).toEqual({
      cannot: 'some lines would be for add-permission, some for remove-permission',
      hint: 'use --as command',
    });
  });

  test.each<[what: string, input: GrantInput]>([
    ['one route', { ...REST, routes: ['GET /pets'] }],
    ['several routes', { ...REST, routes: ['GET /pets', 'GET /'] }],
    ['several functions', { ...SEVERAL, routes: ['GET /pets', 'GET /'] }],
    ['functions that share an id, which begins with a digit', { ...SEVERAL, statementId: '0-mine' }],
    ['a version', { ...REST, qualifier: '3' }],
  ])('Terraform destroys the resources that the grant made: %s', (_, input) => {
    const labels = inTerraform(printed(grant(input), 'terraform')).map(({ name = '' }) => name);
    expect(removedIn(printed(removal(input), 'terraform')).toSorted()).toEqual(labels.toSorted());
    expect(labels.length).toBeGreaterThan(0);
  });

  test.each([
    ['a dot', 'a.b', 'a_b'],
    ['dots alone', '..', '__'],
    ['a digit first', '1.b', '_1_b'],
    ['what no Sid of AddPermission has', 'a/b c:d', 'a_b_c_d'],
  ])('Terraform labels what others wrote in letters that it has: %s', (_, sid, label) => {
    const [fn] = removal({ ...REST, routes: ['GET /'] }).functions as [Granting['functions'][number]];
    const [step] = fn.steps as [RemoveStep];
    const steps = [{ ...step, request: { ...step.request, StatementId: sid } }];
    const output = printed({ ...grant(REST), functions: [{ ...fn, steps }] }, 'terraform');
    expect(removedIn(output)).toEqual([label]);
  });

  test('takes the statements that the grant wrote, in the form that shows input', () => {
    const input = { ...SEVERAL, routes: ['GET /pets', 'GET /'] };
    const granting = removal(input);
    const lines = printed(granting, 'cli-input-json').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as JsonObject)).toEqual(
      granting.functions.flatMap(({ steps }) => steps.map(({ request }) => request)),
    );
    expect(statementIds(granting)).toEqual(statementIds(grant(input)));
    const statements = ({ functions }: Granting) => functions.map((fn) => fn.steps.map((step) => step.statement));
    expect(statements(granting)).toEqual(statements(grant(input)));
  });

  test.each(['policy', 'put-resource-policy'])('%s has to know what is left', (id) => {
    expect(printGrant(removal({ ...REST, routes: ['GET /pets'] }), id)).toEqual({
      cannot: `what is left of the policy of \`${ORDERS}\` is not known`,
      hint: 'add --policy <file>, the present policy, or use --as command',
    });
  });

  test('leaves what else is in the present policy, and with nothing left the policy goes', () => {
    const both = parsePolicy(printed(grant({ ...REST, routes: ['GET /pets', 'GET /'] }), 'policy'));
    const one = printed(grant({ ...REST, routes: ['GET /'] }), 'policy');
    const some = grant({ ...REST, routes: ['GET /pets'], revert: true }, both);
    expect(printed(some, 'policy')).toBe(one);
    const [put = []] = commandsIn(printed(some, 'put-resource-policy'));
    const { policy, ...rest } = optionsOf(put, 'lambda', 'put-resource-policy');
    expect([JSON.parse(policy ?? ''), rest]).toEqual([JSON.parse(one), WHERE]);
    const all = grant({ ...REST, routes: ['GET /pets', 'GET /'], revert: true }, both);
    expect(printed(all, 'policy')).toBe('');
    const [gone = []] = commandsIn(printed(all, 'put-resource-policy'));
    expect(optionsOf(gone, 'lambda', 'delete-resource-policy')).toEqual(WHERE);
  });
});

describe('a revision', () => {
  const granting = grant({ ...REST, routes: ['GET /pets'], revisionId: REVISION });

  test.each(FORMS.filter(({ hasRevisions }) => hasRevisions === true))('$id says it', ({ id }) => {
    expect(printed(granting, id)).toContain(REVISION);
  });

  test.each(FORMS.filter(({ hasRevisions }) => hasRevisions !== true))('$id has no place for it', ({ id }) => {
    const cannot = `\`${id}\` has no place for a revision`;
    expect(printGrant(granting, id)).toEqual({ cannot, hint: 'leave out --revision-id, or use --as command' });
  });

  test('of several steps is known only to the first, so that cli-input-json refuses', () => {
    const several = grant({ ...REST, routes: ['GET /pets', 'GET /'], revisionId: REVISION });
    expect(printGrant(several, 'cli-input-json')).toEqual({
      cannot: 'a revision is known only to the first of several commands',
      hint: 'use --as command, which reads the others',
    });
  });
});

describe('texts that HCL would write in another way', () => {
  test.each([
    ['an accent apart from its letter', 'cafe\u0301'],
    ['syllables in parts', '\u1112\u1161\u11ab'],
    ['a sign that stands for a letter', '\u212b'],
    ['half a letter', 'a\ud83d'],
  ])('are refused by Terraform: %s', (_, route) => {
    const granting = grant({ ...REST, type: 'websocket', routes: ['a', route] });
    expect(granting.verdict).toBe('toWrite');
    expect(printGrant(granting, 'terraform')).toEqual({
      cannot: `HCL would write some letters of \`${granting.functions[0]?.steps[1]?.request.StatementId}\` in another way`,
      hint: 'use --as command or --as cloudformation-json',
    });
  });

  test.each(['café', '한', '\u00c5', '😀'])('and no others: `%s`', (route) => {
    const granting = grant({ ...REST, type: 'websocket', routes: [route] });
    expect(inTerraform(printed(granting, 'terraform'))[0]?.sourceArn).toMatch(new RegExp(`/${route}$`));
  });
});

describe('what is not proved to be enough', () => {
  const NOT_WRITTEN = {
    cannot: 'nothing is written that is not proved to be enough',
    hint: 'refusal, denial and findings of the answer tell why',
  };
  const ROUTE: GrantInput = { ...REST, routes: ['GET /a'], stage: 'prod' };
  /** A Deny, for every call or for those with an organization that nobody knows. */
  const denying = (Condition?: JsonObject) =>
    parsePolicy({
      Version: '2012-10-17',
      Statement: {
        ...{ Sid: 'd', Effect: 'Deny', Principal: '*', Action: 'lambda:InvokeFunction', Resource: ORDERS },
        ...(Condition === undefined ? {} : { Condition }),
      },
    });
  const UNKNOWN = denying({ StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } });

  test.each<[what: string, granting: Granting]>([
    ['no such route', grant({ ...REST, routes: ['GET /{a'] })],
    ['a Deny wins', grant(ROUTE, denying())],
    ['Lambda refuses', grant({ ...ROUTE, qualifier: '$LATEST' })],
  ])('is refused by every form, whatever is passed: %s', (_, granting) => {
    expect(granting.verdict).toBe('refused');
    for (const id of FORM_IDS) {
      expect([id, printGrant(granting, id)]).toEqual([id, NOT_WRITTEN]);
      expect([id, printGrant(granting, id, { unknown: 'pass' })]).toEqual([id, NOT_WRITTEN]);
    }
  });

  test.each(FORM_IDS)('and is unknown, only where that is to pass: %s', (id) => {
    const granting = grant(ROUTE, UNKNOWN);
    expect(granting.verdict).toBe('unknown');
    expect(printGrant(granting, id)).toEqual(NOT_WRITTEN);
    expect(printGrant(granting, id, { unknown: 'fail' })).toEqual(NOT_WRITTEN);
    const passed = printGrant(granting, id, { unknown: 'pass' });
    expect(passed).toEqual(printGrant({ ...granting, verdict: 'toWrite' }, id));
    expect(passed).toMatchObject({ output: expect.stringContaining('a1b2c3d4e5/prod/GET/a') });
  });

  test('is none of it where only functions are given', () => {
    const { functions, revisionId } = grant(ROUTE);
    expect(printGrant({ functions, revisionId }, 'command')).toEqual(printGrant(grant(ROUTE), 'command'));
  });

  test('an unknown form is told before it', () => {
    const granting = grant({ ...REST, routes: ['GET /{a'] });
    expect(printGrant(granting, 'yaml')).toMatchObject({ cannot: 'there is no form `yaml`' });
  });
});
