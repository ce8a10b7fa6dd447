// Does every fix do away with what it is for, however the policy is printed?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Finding, Fix } from '../../../src/model/finding.js';
import type { Json, JsonObject } from '../../../src/model/policy.js';
import { audit, CHECKS } from '../../../src/question/audit/audit.js';
import type { Home } from '../../../src/question/audit/home.js';
import { API, allow, FUNCTION } from '../../support/worlds.js';

type Print = (document: JsonObject) => string | undefined;

const loneStatement = ({ Statement: statement }: JsonObject): Json | undefined => {
  const list = (Array.isArray(statement) ? statement : [statement]) as readonly Json[];
  return list.length === 1 ? list[0] : undefined;
};
/** Every letter of the document's strings as `\u…`, as no one writes it and any reader takes it. */
const escaped = (document: JsonObject) =>
  JSON.stringify(document).replace(/(?<=")\w[^"\\]*(?=")/g, (text) =>
    [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  );

/** Undefined where the document cannot be printed so. */
const PRINTED: Readonly<Record<string, Print>> = {
  'an indented document': (document) => JSON.stringify(document, null, 2),
  'a document on one line': (document) => JSON.stringify(document),
  'get-policy output': (document) =>
    JSON.stringify({ Policy: JSON.stringify(document), RevisionId: '4843f2f6' }, null, 4),
  'get-policy output with the document as it is': (document) => JSON.stringify({ Policy: document }, null, 2),
  'add-permission output': (document) => {
    const statement = loneStatement(document);
    return statement === undefined ? undefined : JSON.stringify({ Statement: JSON.stringify(statement) }, null, 4);
  },
  'a lone statement': (document) => JSON.stringify(loneStatement(document), null, 2),
  'a document with slashes escaped, as PHP does': (document) => JSON.stringify(document).replaceAll('/', '\\/'),
  'a document with every letter escaped': escaped,
};

function findingsOf(text: string, told: Home = {}): readonly Finding[] {
  return audit(parsePolicy(text), { home: told }).findings;
}

function applied(text: string, { place, text: inserted }: Fix): string {
  return text.slice(0, place.start) + inserted + text.slice(place.end);
}

/** What a finding is about, wherever it stands. */
const aboutOf = ({ id, place }: Finding) => `${id} ${place?.pointer}`;
const fixable = (findings: readonly Finding[]) =>
  findings.filter((finding): finding is Finding & { fix: Fix } => finding.fix !== undefined);

/** The law, of every fix in the text; answers how many there were. */
function obeysLaw(text: string, told: Home = {}): number {
  const before = findingsOf(text, told);
  for (const finding of fixable(before)) {
    const after = applied(text, finding.fix);
    expect(() => JSON.parse(after)).not.toThrow();
    const left = findingsOf(after, told);
    expect(left.map(aboutOf)).not.toContain(aboutOf(finding));
    // No other error comes in its place.
    const [old, now] = [before, left].map((all) =>
      all.filter(({ severity }) => severity === 'error').map(({ id }) => id),
    );
    expect(now?.filter((id) => !old?.includes(id))).toEqual([]);
  }
  return fixable(before).length;
}

const BAD = CHECKS.flatMap(({ id, bad, told }): [string, JsonObject, Home][] => {
  const document = (typeof bad === 'string' ? JSON.parse(bad) : bad) as Json;
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return [];
  const isFixable = fixable(findingsOf(JSON.stringify(document), told)).some((finding) => finding.id === id);
  return isFixable ? [[id, document as JsonObject, told ?? {}]] : [];
});

describe('the examples of the checks', () => {
  test('have fixes where what is meant is clear', () => {
    expect(BAD.map(([id]) => id).sort()).toEqual([
      'any-method',
      'authorizer-in-stage',
      'double-slash',
      'literal-wildcard',
      'lower-case-verb',
      'missing-route',
      'missing-slash',
      'missing-stage',
      'missing-suffix',
      'partition-mismatch',
      'region-mismatch',
      'root-without-slash',
      'segment-too-many',
      'trailing-slash',
      'wrong-action',
      'wrong-principal',
    ]);
  });

  const rows = BAD.flatMap(([id, document, told]) =>
    Object.entries(PRINTED).flatMap(([name, print]): [string, string, string, Home][] => {
      const text = print(document);
      return text === undefined ? [] : [[id, name, text, told]];
    }),
  );

  // Whole words are looked for between their quotes; where letters are escapes, nothing is offered.
  const isWithout = (id: string, name: string) =>
    name.includes('every letter escaped') && ['literal-wildcard', 'wrong-action', 'wrong-principal'].includes(id);

  test.each(rows.filter(([id, name]) => !isWithout(id, name)))('the fix of %s in %s', (_, __, text, told) => {
    expect(obeysLaw(text, told)).toBeGreaterThan(0);
  });

  test.each(rows.filter(([id, name]) => isWithout(id, name)))('no fix of %s in %s', (_, __, text, told) => {
    expect(obeysLaw(text, told)).toBe(0);
  });
});

const document = (sourceArn: Json, over: JsonObject = {}): JsonObject => ({
  Version: '2012-10-17',
  Statement: [allow({ Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } }, ...over })],
});
/** The source ARNs of the document, as JSON has them. */
const sourceArns = (text: string) => [...text.matchAll(/arn:[\w-]+:execute-api:[^"\\]*/g)].map(([arn]) => arn);

describe('source ARNs', () => {
  test.each<[mistake: string, suffix: string, mended: string]>([
    ['nothing behind the API id', '', '/*'],
    ['a slash and nothing behind the API id', '/', '/*'],
    ['a stage alone', '/prod', '/prod/*'],
    ['a stage and a slash', '/prod/', '/prod/*'],
    ['`authorizers` alone', '/authorizers', '/authorizers/*'],
    ['the root without its slash', '/*/GET', '/*/GET/'],
    ['the root without its slash in a stage', '/prod/POST', '/prod/POST/'],
    ['the root of `ANY` without its slash', '/prod/ANY', '/prod/ANY/'],
    ['no slash behind the method', '/*/POSTorders', '/*/POST/orders'],
    ['no slash behind the method, and a parameter', '/*/GET{proxy+}', '/*/GET/{proxy+}'],
    ['a verb in lower case', '/*/get/orders', '/*/GET/orders'],
    ['a verb in mixed case', '/prod/Post/orders/*', '/prod/POST/orders/*'],
    ['`any` in lower case', '/prod/any/orders', '/prod/ANY/orders'],
    ['the word ANY', '/prod/ANY/{proxy+}', '/prod/*/{proxy+}'],
    ['a star before `$default`', '/*/*/$default', '/*/$default'],
    ['a verb before `$default`', '/$default/GET/$default', '/$default/$default'],
    ['a star before `$connect`', '/dev/*/$connect', '/dev/$connect'],
    ['a star behind `$disconnect`', '/dev/$disconnect/*', '/dev/$disconnect'],
    ['a slash at the end', '/*/GET/orders/', '/*/GET/orders'],
    ['a slash at the end of a parameter', '/prod/GET/orders/{orderId}/', '/prod/GET/orders/{orderId}'],
    ['two slashes before the path', '/prod/GET//orders', '/prod/GET/orders'],
    ['no stage', '/GET/orders', '/*/GET/orders'],
    ['no stage before the root', '/POST/', '/*/POST/'],
    ['no stage before `ANY`', '/ANY/orders/{orderId}', '/*/ANY/orders/{orderId}'],
    ['no stage before a star', '/DELETE/*', '/*/DELETE/*'],
    ['an authorizer behind a stage', '/prod/authorizers/abc123', '/authorizers/abc123'],
    ['an authorizer behind any stage', '/*/authorizers/*', '/authorizers/*'],
  ])('%s: `%s` becomes `%s`', (_, suffix, mended) => {
    for (const print of Object.values(PRINTED)) {
      const text = print(document(API + suffix)) as string;
      expect(obeysLaw(text)).toBeGreaterThan(0);
      const [finding] = fixable(findingsOf(text));
      if (finding !== undefined && !text.includes('\\u')) {
        const after = applied(text, finding.fix).replaceAll('\\/', '/');
        expect(sourceArns(after)).toEqual([API + mended]);
      }
    }
  });

  test.each<[mistake: string, from: string, to: string, over: JsonObject]>([
    ['the API’s region', API.replace('us-east-2', 'eu-west-1'), API, {}],
    ['`arn:aws` in China', '', '', { Resource: FUNCTION.replace('aws', 'aws-cn').replace('us-east-2', 'cn-north-1') }],
  ])('%s is mended in place', (_, from, to, over) => {
    const cn = 'execute-api:cn-north-1:111122223333:a1b2c3d4e5';
    const [wrong, right] = from === '' ? [`arn:aws:${cn}/*`, `arn:aws-cn:${cn}/*`] : [`${from}/*`, `${to}/*`];
    for (const print of Object.values(PRINTED)) {
      const text = print(document(wrong, over)) as string;
      expect(obeysLaw(text)).toBe(1);
      const [finding] = fixable(findingsOf(text));
      if (finding !== undefined && !text.includes('\\u'))
        expect(sourceArns(applied(text, finding.fix).replaceAll('\\/', '/'))).toEqual([right]);
    }
  });

  test('the second of a list is mended, and the others stay', () => {
    const list = [`${API}/*/GET/orders`, `${API}/*/get/orders/{orderId}`, `${API}/prod`];
    for (const print of Object.values(PRINTED)) {
      const text = print(document(list)) as string;
      expect(obeysLaw(text)).toBe(2);
      const [verb] = fixable(findingsOf(text));
      if (verb === undefined || /\\[u/]/.test(text)) continue;
      expect(sourceArns(applied(text, verb.fix))).toEqual([list[0], `${API}/*/GET/orders/{orderId}`, list[2]]);
    }
  });
});

describe('operators, principals and actions', () => {
  const condition = (Condition: JsonObject) => document('', { Condition });
  const mendedBy = (json: JsonObject) => {
    const text = JSON.stringify(json);
    const [finding] = fixable(findingsOf(text));
    if (finding === undefined) return undefined;
    obeysLaw(text);
    const [statement] = (JSON.parse(applied(text, finding.fix)) as { Statement: JsonObject[] }).Statement;
    return statement;
  };

  test.each<[title: string, before: JsonObject, Condition: JsonObject | undefined]>([
    ['StringEquals', { StringEquals: { 'aws:SourceArn': `${API}/*` } }, { ArnLike: { 'aws:SourceArn': `${API}/*` } }],
    [
      'StringEquals on an account',
      { StringEquals: { 'aws:SourceAccount': '1111*' } },
      { StringLike: { 'aws:SourceAccount': '1111*' } },
    ],
    [
      'StringNotEquals: what begins to except is for people to change',
      { StringNotEquals: { 'aws:SourceArn': `${API}/dev/*` } },
      undefined,
    ],
    [
      'StringEqualsIfExists, which stays so',
      { StringEqualsIfExists: { 'aws:SourceArn': `${API}/*` } },
      { ArnLikeIfExists: { 'aws:SourceArn': `${API}/*` } },
    ],
    [
      'StringEquals beside another key: nothing to replace alone',
      { StringEquals: { 'aws:SourceArn': `${API}/*`, 'aws:SourceAccount': '111122223333' } },
      undefined,
    ],
    [
      'StringEquals beside ArnLike: a name would stand twice',
      { StringEquals: { 'aws:SourceArn': `${API}/*` }, ArnLike: { 'aws:SourceArn': `${API}/prod/*` } },
      undefined,
    ],
  ])('%s', (_, before, Condition) => {
    expect(mendedBy(condition(before))?.['Condition']).toEqual(Condition);
  });

  test.each<[element: string, before: Json, mended: Json | undefined]>([
    ['Principal', { Service: 'apigateway.amazonaws.com.cn' }, { Service: 'apigateway.amazonaws.com' }],
    ['Principal', { Service: 'execute-api.amazonaws.com' }, { Service: 'apigateway.amazonaws.com' }],
    ['Principal', { Service: ['api-gateway.amazonaws.com'] }, { Service: ['apigateway.amazonaws.com'] }],
    ['Principal', { AWS: 'apigateway.amazonaws.com' }, undefined],
    ['Action', 'lambda:Invoke', 'lambda:InvokeFunction'],
    ['Action', ['execute-api:Invoke'], ['lambda:InvokeFunction']],
    ['Action', ['lambda:Invoke', 'lambda:GetFunction'], undefined],
  ])('%s %j', (element, before, mended) => {
    expect(mendedBy(document(`${API}/*`, { [element]: before }))?.[element]).toEqual(mended);
  });
});
