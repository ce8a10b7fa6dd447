// Is what stands in each printed form, read again by another reader, exactly the grant that was planned?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { grant } from '../../../src/question/grant/grant.js';
import type { Granting } from '../../../src/question/grant/granting.js';
import { FORM_IDS, printGrant } from '../../../src/question/grant/print.js';
import {
  commandsIn,
  inCdk,
  inJson,
  inPolicies,
  inPowerShell,
  inTerraform,
  inYaml,
  optionsOf,
  planned,
  type Told,
} from '../../support/form-readers.js';
import { GRANTS, grants, REST } from '../../support/printed-grants.js';
import { holds } from '../../support/worlds.js';

interface Reading {
  read(output: string, granting: Granting): readonly unknown[];
  /** What is to be read; default: all that the plan says. */
  wanted?(granting: Granting): readonly unknown[];
  /** Which texts the form may refuse; default: none. */
  readonly mayRefuse?: RegExp;
}

/** Without what a template calls as it likes. */
const unnamed = ({ name: _, statementId: __, ...told }: Told) => told;
const requestsIn = ({ functions }: Granting) => functions.flatMap(({ steps }) => steps.map(({ request }) => request));
const CONTROLS = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|##(vso)?\[/u;
const template = (parse: (text: string) => readonly Told[]): Reading => ({
  read: (output) => parse(output).map(unnamed),
  wanted: (granting) => planned(granting).map(unnamed),
  // CloudFormation would put a value in its place.
  mayRefuse: /\{\{resolve:/,
});

/** `--function-name` as `FunctionName`; the region is that of an ARN. */
function requestOf(words: readonly string[]) {
  const { region, ...options } = optionsOf(words, 'lambda', 'add-permission');
  const [, own] = /^arn:[^:]+:lambda:([^:]+):/.exec(options['function-name'] ?? '') ?? [];
  expect(region).toBe(own);
  const nameOf = (name: string) => name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [nameOf(name), value]));
}

const READINGS: Readonly<Record<string, Reading>> = {
  cdk: template(inCdk),
  'cli-input-json': {
    read: (output) =>
      output
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    wanted: requestsIn,
  },
  cloudformation: template(inYaml),
  'cloudformation-json': template(inJson),
  command: { read: (output) => commandsIn(output).map(requestOf), wanted: requestsIn, mayRefuse: CONTROLS },
  policy: { read: inPolicies },
  // What PowerShell cannot hand to a program is told in its source.
  powershell: {
    read: (output) => inPowerShell(output).map(requestOf),
    wanted: requestsIn,
    mayRefuse: /["\\]|[\p{C}\u2028\u2029]|##(vso)?\[/u,
  },
  'put-resource-policy': {
    read: (output, { functions }) =>
      commandsIn(output).flatMap((words, index) => {
        const { policy = '', ...options } = optionsOf(words, 'lambda', 'put-resource-policy');
        const { function: arn, region, after } = functions[index] as Granting['functions'][number];
        expect(options).toEqual({ 'resource-arn': arn, region });
        expect(JSON.parse(policy)).toEqual(after);
        return inPolicies(policy);
      }),
  },
  sam: {
    ...template(inYaml),
    read(output) {
      const transform = 'Transform: "AWS::Serverless-2016-10-31"\n';
      expect(output.slice(0, transform.length)).toBe(transform);
      return inYaml(output).map(unnamed);
    },
  },
  statement: { read: inPolicies },
  // HCL makes letters in two parts one.
  terraform: {
    read: (output) => inTerraform(output).map(({ name: _, ...told }) => told),
    mayRefuse: /\p{M}|[\u1100-\u11ff]|\p{Cs}/u,
  },
};

/** What a form says of a grant, read again, and what is to be read; `false` where the form may refuse it and does. */
function readBack(id: string, granting: Granting): boolean {
  const { read, wanted = planned, mayRefuse } = READINGS[id] as Reading;
  const printed = printGrant(granting, id);
  if ('cannot' in printed) {
    const arns = requestsIn(granting).map((request) => ('SourceArn' in request ? request.SourceArn : ''));
    expect([printed, arns.some((arn) => mayRefuse?.test(arn ?? ''))]).toEqual([printed, true]);
    return false;
  }
  expect(sorted(read(printed.output, granting))).toEqual(sorted(wanted(granting)));
  return true;
}

/** Resources of a template have no order. */
const sorted = (told: readonly unknown[]) => told.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

test('every form has its reader', () => {
  expect(Object.keys(READINGS).toSorted()).toEqual(FORM_IDS.toSorted());
});

describe.each(FORM_IDS)('%s', (id) => {
  test.each(GRANTS)('%s', (_, input, steps) => {
    const granting = grant(input);
    expect([granting.verdict, requestsIn(granting).length]).toEqual(['toWrite', steps]);
    readBack(id, granting);
  });

  test('whatever is granted', () => {
    let count = 0;
    holds(
      [grants],
      (input) => {
        const granting = grant(input);
        fc.pre(granting.verdict === 'toWrite');
        if (readBack(id, granting)) count += 1;
      },
      200,
    );
    expect(count).toBeGreaterThan(40);
  });
});

test('what is granted already leaves nothing to paste, in any form', () => {
  const granting = grant({ ...REST, revert: true, routes: ['GET /'] }, []);
  const nothing = { ...granting, functions: granting.functions.map((fn) => ({ ...fn, steps: [], after: null })) };
  for (const id of FORM_IDS) expect([id, printGrant(nothing, id)]).toEqual([id, { output: '', warnings: [] }]);
});
