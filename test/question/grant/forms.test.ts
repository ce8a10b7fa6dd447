// Is every form what its file says, are names in it valid and unique, is no letter in it obeyed, and what does it warn of?

import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse as parseYaml } from 'yaml';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import { CONTROL } from '../../../src/model/control.js';
import type { PolicyInput } from '../../../src/question/evaluate/decide.js';
import * as forms from '../../../src/question/grant/forms/index.js';
import { grant } from '../../../src/question/grant/grant.js';
import type { Granting } from '../../../src/question/grant/granting.js';
import type { GrantInput } from '../../../src/question/grant/input.js';
import { FORM_IDS, FORMS, printGrant } from '../../../src/question/grant/print.js';
import { inCdk, inJson, inTemplate, inTerraform, inYaml, type Told } from '../../support/form-readers.js';
import { printed } from '../../support/grant-runs.js';
import { GRANTS, grants, ORDERS, REST, WEBSOCKET } from '../../support/printed-grants.js';
import { holds } from '../../support/worlds.js';

const REVISION = '7c1e2b1a-5a1f-4c0e-9d1b-0a1b2c3d4e5f';
const VALUES = { stageVariables: { v: ['blue', 'green', 'blue-2'] } };
const SEVERAL: GrantInput = { ...REST, ...VALUES, function: `${ORDERS}-\${stageVariables.v}` };

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
  const TWO = ['GET /a', 'GET /b'];
  const RUN = 'a name alone says no region: run it in `us-east-2` as `111122223333`, or give the ARN as --function';
  const GUARD = '--revision-id guards the first command: each later one reads the revision that it finds';
  const LINES = 'each line is the input of a command of its own';
  const PUT = 'it replaces the whole policy of the function: ';
  const CLI = '. It takes an AWS CLI of August 2026 or later';

  test.each<[what: string, id: string, input: GrantInput, says: string, present?: PolicyInput]>([
    ['what a name alone leaves open', 'command', NAMED, RUN],
    ['the same of a removal', 'command', { ...NAMED, routes: ['GET /'], revert: true }, RUN],
    ['the same of a partial ARN', 'command', { ...NAMED, function: '111122223333:function:orders' }, RUN],
    ['the same in PowerShell', 'powershell', NAMED, RUN],
    ['the same for JSON', 'cli-input-json', NAMED, RUN],
    ['that each line is for a command', 'cli-input-json', { ...REST, routes: TWO }, LINES],
    ['that each is, also for functions of their own', 'cli-input-json', SEVERAL, LINES],
    ['both', 'cli-input-json', { ...NAMED, routes: TWO }, `${LINES}; ${RUN}`],
    ['what a revision does not guard', 'command', { ...REST, routes: TWO, revisionId: REVISION }, GUARD],
    ['the same in PowerShell', 'powershell', { ...REST, routes: TWO, revisionId: REVISION }, GUARD],
    ['it and a name', 'command', { ...NAMED, routes: TWO, revisionId: REVISION }, `${RUN}; ${GUARD}`],
    [
      'that a policy nobody saw is lost',
      'put-resource-policy',
      REST,
      `${PUT}no present policy was given, so that nothing of it would be left. Add --policy <file> unless there is none${CLI}`,
    ],
    [
      'that what was added since is lost',
      'put-resource-policy',
      REST,
      `${PUT}what was added since it was read is lost; --revision-id guards against that${CLI}`,
      PRESENT,
    ],
    [
      'the same, where a revision guards',
      'put-resource-policy',
      { ...REST, revisionId: REVISION },
      `${PUT}what was added since it was read is lost${CLI}`,
      PRESENT,
    ],
    [
      'that Events bring their own permission',
      'sam',
      REST,
      'a route under the Events of an AWS::Serverless::Function brings its own permission: this is for an API that the template does not make',
    ],
    [
      'which resources Terraform destroys',
      'terraform',
      { ...REST, routes: ['GET /'], revert: true },
      'a removed block (Terraform 1.7 or later) removes what the state holds under that name, which is the one that grant gives: not what others wrote',
    ],
  ])('tells %s (%s)', (_, id, input, says, present = []) => {
    expect(warnings(id, grant(input, present))).toEqual([says]);
  });

  test.each(['command', 'powershell', 'cli-input-json'])('is nothing where a revision guards all: %s', (id) => {
    const granting = grant({ ...REST, routes: ['GET /'], revisionId: REVISION });
    expect(printGrant(granting, id)).toMatchObject({ output: expect.stringContaining(REVISION), warnings: [] });
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
    ['an id that ends as a word by itself does', { ...SEVERAL, statementId: 'permission' }],
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

  // YAML 1.1, "Boolean" and "Null": what CloudFormation's readers may take for a truth or for nothing.
  test.each([
    ...['y', 'Yes', 'YES', 'n', 'No', 'no', 'on', 'ON', 'off', 'Off', 'true', 'False', 'null', 'NULL'],
    ...['1e3', '12', '0x1F', '1000', '-', '_'],
  ])('of a word alone, `%s`, is a text to readers of YAML 1.1 as well', (statementId) => {
    const granting = grant({ ...REST, statementId });
    const [name = '', ...others] = namesIn(inJson(printed(granting, 'cloudformation-json')));
    const parsed = parseYaml(printed(granting, 'cloudformation'), { version: '1.1' }) as Parameters<
      typeof inTemplate
    >[0];
    expect([name, others]).toEqual([expect.stringMatching(/Permission$/), []]);
    expect(namesIn(inTemplate(parsed))).toEqual([name]);
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
    holds([grants], isQuiet, 400);
    expect(count).toBeGreaterThan(140);
  });

  test.each(FORM_IDS)('%s ends with the line it prints last, and has no space at the end of one', (id) => {
    expect(printed(grant({ ...SEVERAL, routes: ['GET /'] }), id)).toMatch(/^(?:(?:.*\S)?\n)*$/);
  });
});

describe('statements', () => {
  const TWO = ['GET /a', 'GET /b'];

  test.each<[what: string, input: GrantInput, isList: boolean]>([
    ['one statement', { ...REST, routes: ['GET /'] }, false],
    ['several statements', { ...REST, routes: TWO }, true],
    ['one for each of several functions', { ...SEVERAL, routes: ['GET /'] }, false],
    ['several for each of several functions', { ...SEVERAL, routes: TWO }, true],
  ])('are a value of JSON for each function: %s', (_, input, isList) => {
    const granting = grant(input);
    const values = printed(granting, 'statement').split(/(?<=^[\]}]\n)/m);
    expect(values.map((value) => JSON.parse(value) as unknown)).toEqual(
      granting.functions.map(({ steps }) => {
        const statements = steps.map(({ statement }) => statement);
        return isList ? statements : statements[0];
      }),
    );
    expect(values).toHaveLength('stageVariables' in input ? 3 : 1);
  });
});

describe('what CloudFormation would put a value in place of', () => {
  const granting = grant({ ...REST, type: 'websocket', routes: ['{{resolve:ssm:/x}}'] });

  test.each(FORM_IDS)('is refused where it would, and printed elsewhere: %s', (id) => {
    const isOfCloudFormation = ['cloudformation', 'cloudformation-json', 'sam', 'cdk'].includes(id);
    expect(printGrant(granting, id)).toEqual(
      isOfCloudFormation
        ? { cannot: expect.stringContaining('{{resolve:ssm:/x}}'), hint: expect.stringContaining('--as command') }
        : { output: expect.stringContaining('{{resolve:ssm:/x}}'), warnings: expect.any(Array) },
    );
  });
});

test('a whole policy in a command stands on one line, without spaces', () => {
  const { functions } = grant({ ...REST, routes: ['GET /a', 'GET /b'] });
  const output = printed(grant({ ...REST, routes: ['GET /a', 'GET /b'] }), 'put-resource-policy');
  expect(output).toContain(` --policy '${JSON.stringify(functions[0]?.after)}' `);
  expect(output.trimEnd()).not.toContain('\n');
});
