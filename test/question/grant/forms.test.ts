// Is every form what its file says, are names in it valid and unique, is no letter in it obeyed, and what does it refuse?

import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import { CONTROL } from '../../../src/model/control.js';
import type { JsonObject } from '../../../src/model/policy.js';
import * as forms from '../../../src/question/grant/forms/index.js';
import { grant } from '../../../src/question/grant/grant.js';
import type { Granting } from '../../../src/question/grant/granting.js';
import type { GrantInput } from '../../../src/question/grant/input.js';
import { FORM_IDS, FORMS, printGrant } from '../../../src/question/grant/print.js';
import {
  commandsIn,
  inCdk,
  inJson,
  inTerraform,
  inYaml,
  optionsOf,
  removedIn,
  type Told,
} from '../../support/form-readers.js';
import { GRANTS, grants, ORDERS, REST, WEBSOCKET } from '../../support/printed-grants.js';
import { holds } from '../../support/worlds.js';

const REVISION = '7c1e2b1a-5a1f-4c0e-9d1b-0a1b2c3d4e5f';
const VALUES = { stageVariables: { v: ['blue', 'green', 'blue-2'] } };
const SEVERAL: GrantInput = { ...REST, ...VALUES, function: `${ORDERS}-\${stageVariables.v}` };

function printed(granting: Granting, id: string): string {
  const print = printGrant(granting, id);
  if ('cannot' in print) throw new Error(print.cannot);
  return print.output;
}

describe('the list of forms', () => {
  const folder = new URL('../../../src/question/grant/forms/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name !== 'index.ts');
  const camelCase = (id: string) => id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

  test('has every file of the folder, and nothing else', () => {
    expect(FORM_IDS.map((id) => `${id}.ts`).toSorted()).toEqual(files.toSorted());
  });

  test.each(Object.entries(forms))('exports %s under the id and from the file of that name', async (name, form) => {
    expect(camelCase(form.id)).toBe(name);
    expect({ ...(await import(`../../../src/question/grant/forms/${form.id}.js`)) }).toEqual({ [name]: form });
  });

  test('says of each what it is, in words of its own', () => {
    expect(new Set(FORMS.map(({ title }) => title)).size).toBe(FORMS.length);
  });

  test.each([
    'yaml',
    'Command',
    '',
    'constructor',
    'cloudFormation',
  ])('has no form `%s`, and tells which it has', (id) => {
    const hint = `expected one of ${FORM_IDS.join(', ')}`;
    expect(printGrant(grant(REST), id)).toEqual({ cannot: `there is no form \`${id}\``, hint });
  });

  test.each(FORMS)('$id prints the same for the same grant', ({ id }) => {
    const input = { ...REST, routes: ['GET /pets', 'POST /pets'] };
    expect(printed(grant(input), id)).toBe(printed(grant(input), id));
  });
});

describe('what to know before pasting', () => {
  const warnings = (id: string, granting: Granting) => {
    const print = printGrant(granting, id);
    return 'cannot' in print ? [] : print.warnings;
  };

  const NAMED: GrantInput = { ...REST, function: 'orders', region: 'us-east-2', account: '111122223333' };
  const PRESENT = parsePolicy(printed(grant({ ...REST, routes: ['GET /'] }), 'policy'));
  const RUN = /^a name alone says no region: run it in `us-east-2` as `111122223333`/;

  test.each<[what: string, id: string, granting: Granting, says: RegExp]>([
    ['what a name alone leaves open', 'command', grant(NAMED), RUN],
    ['the same in PowerShell', 'powershell', grant(NAMED), RUN],
    ['that a policy nobody saw is lost', 'put-resource-policy', grant(REST), /replaces the whole policy.*no present/],
    ['that what was added since is lost', 'put-resource-policy', grant(REST, PRESENT), /replaces.*since it was read/],
    ['that Events bring their own permission', 'sam', grant(REST), /^a route under the Events of an AWS::Serverless/],
  ])('tells %s (%s)', (_, id, granting, says) => {
    expect(warnings(id, granting)).toEqual([expect.stringMatching(says)]);
  });

  test.each(
    FORM_IDS.filter((id) => !['put-resource-policy', 'sam'].includes(id)),
  )('is nothing for an ARN: %s', (id) => {
    expect(printGrant(grant(REST), id)).toMatchObject({ warnings: [] });
  });
});

describe('names', () => {
  const NAMED: readonly (readonly [id: string, read: (text: string) => readonly Told[], valid: RegExp])[] = [
    // CloudFormation guide, "Resources": letters and digits.
    ['cloudformation', inYaml, /^[A-Za-z0-9]{1,255}$/],
    ['cloudformation-json', inJson, /^[A-Za-z0-9]{1,255}$/],
    ['sam', inYaml, /^[A-Za-z0-9]{1,255}$/],
    // Construct ids may be anything but empty; a slash in one is made another letter.
    ['cdk', inCdk, /^[^/]+$/],
    // Terraform, "Identifiers": letters, digits, `_` and `-`, no digit first.
    ['terraform', inTerraform, /^[A-Za-z_][\w-]*$/],
  ];
  const namesIn = (told: readonly Told[]) => told.map(({ name = '' }) => name);
  const check = (id: string, read: (text: string) => readonly Told[], valid: RegExp, granting: Granting) => {
    const names = namesIn(read(printed(granting, id)));
    expect(names.filter((name) => !valid.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(granting.functions.flatMap(({ steps }) => steps).length);
  };
  const CLASHES: readonly (readonly [what: string, input: GrantInput])[] = [
    ['functions that share an id', { ...SEVERAL, statementId: 'mine' }],
    ['an id that ends as the numbers do', { ...SEVERAL, statementId: 'mine-2' }],
    ['an id that begins with a digit', { ...SEVERAL, statementId: '1e3' }],
    ['an id of a dash', { ...SEVERAL, statementId: '-' }],
    ['an id of low lines', { ...SEVERAL, statementId: '__' }],
    ['an id that is a word of YAML', { ...SEVERAL, statementId: 'null' }],
    ['an id that every object has', { ...SEVERAL, statementId: 'constructor' }],
    ['the longest id', { ...SEVERAL, statementId: 'a'.repeat(100) }],
    ['routes that differ in letters a name has not', { ...WEBSOCKET, routes: ['a-b', 'a_b', 'a.b', 'a b', 'A-B'] }],
    ['routes that differ in case', { ...WEBSOCKET, routes: ['ab', 'Ab', 'AB'] }],
    ['routes without a letter', { ...WEBSOCKET, routes: ['\u65e5', '\u672c', '-', '{}'] }],
    ['routes that are long and begin alike', { ...WEBSOCKET, routes: ['a', 'b'].map((end) => 'x'.repeat(150) + end) }],
  ];

  describe.each(NAMED)('%s', (id, read, valid) => {
    test.each(CLASHES)('are valid, and each is there once: %s', (_, input) => {
      const granting = grant(input);
      expect(granting.verdict).toBe('toWrite');
      check(id, read, valid, granting);
    });
  });

  test.each(NAMED)('are valid and unique in %s, over the grants of the table', (id, read, valid) => {
    const plain = GRANTS.map(([, input]) => input).filter(({ type }) => type === 'rest');
    expect(plain.length).toBeGreaterThan(10);
    for (const input of plain) check(id, read, valid, grant(input));
  });

  test('of two functions, one named as the other is numbered, differ', () => {
    const [fn] = grant({ ...REST, statementId: 'mine' }).functions as [Granting['functions'][number]];
    const [other] = grant({ ...REST, statementId: 'mine-2' }).functions as [Granting['functions'][number]];
    const granting = { ...grant(REST), functions: [fn, fn, other, other] };
    for (const [id, read, valid] of NAMED) check(id, read, valid, granting);
  });
});

describe('letters', () => {
  test.each(FORM_IDS)('%s prints none that a terminal or the log of a pipeline would obey', (id) => {
    let count = 0;
    const isQuiet = (input: GrantInput) => {
      const print = printGrant(grant(input), id);
      if ('cannot' in print) return;
      count += 1;
      // A line break is the only one that is printed.
      const obeyed = print.output.split('\n').filter((line) => line.search(CONTROL) !== -1 || /^\s*::/.test(line));
      expect(obeyed).toEqual([]);
    };
    for (const [, input] of GRANTS) isQuiet(input);
    holds([grants], isQuiet, 200);
    expect(count).toBeGreaterThan(100);
  });

  test.each(FORM_IDS)('%s ends with the line it prints last, and has no space at the end of one', (id) => {
    expect(printed(grant({ ...SEVERAL, routes: ['GET /'] }), id)).toMatch(/^(?:(?:.*\S)?\n)*$/);
  });
});

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
  ])('%s has no words for it, and says what has', (id) => {
    const granting = removal({ ...REST, routes: ['GET /pets', 'GET /'] });
    const [one, other] = statementIds(granting);
    expect(printGrant(granting, id)).toEqual({
      cannot: `a template has no words for a removal (\`${one}\`, \`${other}\`)`,
      hint: 'delete the resource from the template that wrote it, or use --as command',
    });
  });

  test('among additions is not said by a template either', () => {
    const [fn] = grant(REST).functions as [Granting['functions'][number]];
    const [gone] = removal({ ...REST, routes: ['GET /'] }).functions as [Granting['functions'][number]];
    const granting = { ...grant(REST), functions: [{ ...fn, steps: [...fn.steps, ...gone.steps] }] };
    expect(printGrant(granting, 'cloudformation')).toMatchObject({
      cannot: expect.stringMatching(/removal \(`[^,]*`\)$/),
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

  test('takes the statements that the grant wrote, in the forms that show statements and input', () => {
    const input = { ...SEVERAL, routes: ['GET /pets', 'GET /'] };
    const granting = removal(input);
    const lines = printed(granting, 'cli-input-json').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as JsonObject)).toEqual(
      granting.functions.flatMap(({ steps }) => steps.map(({ request }) => request)),
    );
    expect(statementIds(granting)).toEqual(statementIds(grant(input)));
    expect(printed(granting, 'statement')).toBe(printed(grant(input), 'statement'));
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
