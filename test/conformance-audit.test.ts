// Is what the audit tells of recorded statements true? Over the conformance data, where it is there.

import { expect, test } from '@jest/globals';
import type { Verdict } from '../src/index.js';
import { parsePolicy } from '../src/input/parse-policy.js';
import type { JsonObject } from '../src/model/policy.js';
import { type AuditAnswer, audit } from '../src/question/audit/audit.js';
import { conformance, describeRecorded, fillPlaceholders, hasConformance } from './support/conformance.js';

interface Recorded {
  readonly file: string;
  readonly test: string;
  readonly path: string;
  readonly stmt: JsonObject;
}
interface Guide {
  readonly policy: JsonObject;
  readonly addPermission: { readonly output: string; readonly arguments: readonly string[] };
  readonly resourcePatterns: readonly { readonly pattern: string }[];
}
interface SourceArnCase {
  readonly name: string;
  readonly pattern: string;
  readonly sourceArn: string;
  readonly expect: Verdict;
}

const data = <T>(name: string): T => (hasConformance ? conformance<T>(name) : ({} as T));
const { all_statements: all = [] } = data<{ all_statements?: readonly Recorded[] }>('lambda-permissions.json');
// In `pairs` alone are two placeholders known; elsewhere they name buckets, aliases and the like.
const recorded = fillPlaceholders(all);

const documentOf = (statements: readonly JsonObject[]) =>
  JSON.stringify({ Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements }) });
const written = (statement: JsonObject) => JSON.stringify({ Statement: JSON.stringify(statement) });
const toldOf = ({ findings }: AuditAnswer) => findings.map(({ id, severity }) => `${severity} ${id}`);

interface Kind {
  readonly kind: string;
  readonly isOf: (text: string, statement: JsonObject) => boolean;
  /** What is told of one statement, and why it is true. */
  readonly told: readonly string[];
  readonly why: string;
}

/** The first that fits. */
const KINDS: readonly Kind[] = [
  {
    kind: 'a layer for everybody',
    isOf: (text) => text.includes('lambda:GetLayerVersion'),
    told: ['error public-principal'],
    why: 'anybody may get the version: that is what the statement is for, and what the audit says',
  },
  {
    kind: 'a function URL for an organisation',
    isOf: (text) => text.includes('aws:PrincipalOrgID'),
    told: [],
    why: 'organisation, account and source ARN keep strangers out',
  },
  {
    kind: 'a function URL for everybody',
    isOf: (text) => text.includes('"lambda:FunctionUrlAuthType":"NONE"'),
    told: ['error open-function-url'],
    why: 'auth type NONE and principal `*`: whoever knows the URL may call it',
  },
  {
    kind: 'an Alexa skill',
    isOf: (text) => text.includes('lambda:EventSourceToken'),
    told: [],
    why: 'principal `*`, but only with the token of the skill',
  },
  {
    kind: 'everybody with the source account',
    isOf: (text, { Principal: principal }) => principal === '*' && text.includes('AWS:SourceAccount'),
    told: [],
    why: 'a stranger’s call brings no source account',
  },
  {
    kind: 'an account or a user',
    isOf: (text) => text.includes('"Principal":{"AWS":"arn:aws:iam::111111111111:'),
    told: [],
    why: 'the function’s own account is named',
  },
  {
    kind: 'a service with the account in its source ARN',
    isOf: (text) => /"AWS:SourceArn":"arn:aws:\w+:us-east-1:111111111111:/.test(text),
    told: [],
    why: 'nobody else has that source',
  },
  {
    kind: 'a service with the source account',
    isOf: (text) => text.includes('"AWS:SourceAccount"'),
    told: [],
    why: 'nobody else has that account; that every source of it is let in is told of API Gateway alone',
  },
  {
    kind: 'a bucket and no account',
    isOf: (text) => text.includes('"AWS:SourceArn":"arn:aws:s3:::'),
    told: ['warning missing-source-account'],
    why: 'SEMANTICS and the S3 guide: whoever makes a bucket of that name once it is free gets in',
  },
  {
    kind: 'a service and nothing else',
    isOf: (text) => text.includes('"Service"') && !text.includes('Condition'),
    told: ['warning missing-source-arn'],
    why: 'the service calls on behalf of any account',
  },
];

function kindOf(statement: JsonObject): Kind {
  const kind = KINDS.find(({ isOf }) => isOf(JSON.stringify(statement), statement));
  if (kind === undefined) throw new Error(`no kind: ${JSON.stringify(statement)}`);
  return kind;
}

/** Those that stood in one policy, in their order. */
const policies = new Map<string, Recorded[]>();
for (const one of recorded) {
  const [path] = one.path.split('.Statement[');
  if (path === one.path || path === undefined) continue;
  const name = `${one.file.split('/').at(-1)} ${one.test} ${path}`;
  policies.set(name, [...(policies.get(name) ?? []), one]);
}
const several = [...policies].filter(([, list]) => list.length > 1);

/** What a policy has beside the findings of its statements: the end of its name, and why it is true. */
const TOGETHER: Readonly<Record<string, readonly [told: readonly string[], why: string]>> = {
  '.get_policy_after_adding_2.Policy': [
    ['warning duplicate-statement'],
    '`s3` and `s3_2` let in the same bucket: they differ in their Sids only',
  ],
  '.get_policy_after_publish_version.Policy': [['warning duplicate-statement'], 'the same'],
  '.get_policy_v1_after_add_permission9.Policy': [['warning duplicate-statement'], '`s3_2` and `s3_3`'],
  '.get_layer_version_policy_postadd2.Policy': [['warning duplicate-statement'], '`s1` and `s2` of a layer'],
};

describeRecorded('the statements that Lambda printed', () => {
  test('are all here, each of a kind, and no kind without', () => {
    expect(recorded).toHaveLength(62);
    expect(new Set(recorded.map(({ stmt }) => kindOf(stmt).kind)).size).toBe(KINDS.length);
    expect(several).toHaveLength(8);
  });

  test.each(
    recorded.map(({ test: name, path, stmt }): [string, JsonObject] => [name + path, stmt]),
  )('%s: in a policy of its own, and as add-permission printed it', (_, stmt) => {
    const { told } = kindOf(stmt);
    for (const text of [documentOf([stmt]), written(stmt)]) expect(toldOf(audit(parsePolicy(text)))).toEqual(told);
  });

  test.each(several)('%s: in the policy that it stood in', (name, list) => {
    const statements = list.map(({ stmt }) => stmt);
    const [more = []] = TOGETHER[/\S+$/.exec(name)?.[0] ?? ''] ?? [];
    const expected = [...statements.flatMap((stmt) => kindOf(stmt).told), ...more];
    expect(toldOf(audit(parsePolicy(documentOf(statements)))).sort()).toEqual(expected.sort());
  });

  test('everything together: what is new is that some are the same, or for several functions', () => {
    const statements = recorded.map(({ stmt }, index) => ({ ...stmt, Sid: `s-${index}` }));
    const single = new Set(statements.flatMap((stmt) => kindOf(stmt).told));
    const ids = new Set(toldOf(audit(parsePolicy(documentOf(statements)))).filter((one) => !single.has(one)));
    const about = /duplicate-statement|piled-up-grants|other-function|other-qualifier|covered-statement|policy-size/;
    expect([...ids].filter((one) => !about.test(one))).toEqual([]);
  });
});

const guide = data<Guide>('lambda-guide.json');
const worseThanInfo = (text: string) => toldOf(audit(parsePolicy(text))).filter((one) => !one.startsWith('info'));
const granting = (resource: string, sourceArn: string): JsonObject => ({
  Effect: 'Allow',
  Principal: { Service: 'apigateway.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: resource,
  Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } },
});

describeRecorded('the Lambda guide', () => {
  const FUNCTION = 'arn:aws:lambda:us-east-2:123456789012:function:my-function';
  const HEAD = 'arn:aws:execute-api:us-east-2:123456789012:';

  test('its policy is right', () => {
    expect(worseThanInfo(JSON.stringify(guide.policy))).toEqual([]);
  });

  test('what its command prints has lost the slash of the root, and the fix puts it back', () => {
    const { output } = guide.addPermission;
    const { findings } = audit(parsePolicy(output));
    expect(toldOf(audit(parsePolicy(output)))).toEqual(['error root-without-slash']);
    const fix = findings[0]?.fix;
    if (fix === undefined) throw new Error('no fix');
    const mended = output.slice(0, fix.place.start) + fix.text + output.slice(fix.place.end);
    const asked = guide.addPermission.arguments[guide.addPermission.arguments.indexOf('--source-arn') + 1];
    expect(mended).toContain(`\\"${asked}\\"`);
    expect(worseThanInfo(mended)).toEqual([]);
  });

  const PATTERNS: Readonly<Record<string, readonly string[]>> = {
    'mnh1xmpli7/*/GET/*': [],
    // SEMANTICS §1, a conflict: the guide has the word, others the verb.
    'mnh1xmpli7/prod/ANY/user': ['warning any-method'],
    'mnh1xmpli7/*/*/*': [],
  };

  test.each(Object.entries(PATTERNS))('its pattern `%s`', (pattern, told) => {
    expect(guide.resourcePatterns.map((one) => one.pattern)).toContain(pattern);
    expect(worseThanInfo(documentOf([granting(FUNCTION, HEAD + pattern)]))).toEqual(told);
  });
});

/** Refused, and yet no error: why a check cannot know. */
const CANNOT_KNOW: Readonly<Record<string, string>> = {
  'path parameter, another name': 'nothing in the policy says how the resource declares its parameter',
  'WebSocket, one star too many': 'the same pattern is right for a REST API, and nothing says which it is',
};

describeRecorded('the source ARN cases', () => {
  const { cases = [] } = data<{ cases?: readonly SourceArnCase[] }>('source-arn-cases.json');
  const resource = 'arn:aws:lambda:us-east-2:111122223333:function:my-function';

  test('the exceptions are cases that are refused', () => {
    const refused = cases.filter((one) => one.expect !== 'allowed').map(({ name }) => name);
    for (const name of Object.keys(CANNOT_KNOW)) expect(refused).toContain(name);
  });

  test.each(cases.map((one): [string, SourceArnCase] => [one.name, one]))('%s', (name, one) => {
    const told = worseThanInfo(documentOf([granting(resource, one.pattern)]));
    const isTold = one.expect !== 'allowed' && CANNOT_KNOW[name] === undefined;
    expect(told.some((each) => each.startsWith('error'))).toBe(isTold);
    if (!isTold) expect(told).toEqual([]);
  });
});
