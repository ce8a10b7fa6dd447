// Is every sequence of writes one that a simple model tells, and does a refused one change nothing?

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LambdaError } from '../../src/lambda/error.js';
import { PermissionApi } from '../../src/lambda/permission-api.js';
import type { PolicyAnswer } from '../../src/lambda/request.js';

const HEAD = 'arn:aws:lambda:us-east-2:111122223333:function:';
const ARNS = ['pets', 'pets:prod', 'pets:1', 'birds'].map((name) => HEAD + name);
const WRONG = '00000000-0000-4000-8000-000000000000';

interface Statement {
  readonly Sid: string;
}

interface Document {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement?: Statement | readonly Statement[];
}

interface Step {
  readonly kind: 'add' | 'remove' | 'put' | 'delete';
  readonly arn: string;
  readonly sid: string;
  readonly revision: 'none' | 'latest' | 'wrong';
  /** Letters of the source ARN. */
  readonly letters: number;
  readonly document: Document;
}

const sid = fc.constantFrom('a', 'b', 'c');
const statement = fc.record({ Sid: sid });
const documents: readonly fc.Arbitrary<Document>[] = [
  fc.record({ Version: fc.constant('2012-10-17'), Statement: fc.array(statement, { maxLength: 3 }) }),
  fc.record({ Statement: statement, Id: fc.constantFrom('mine', 'm'.repeat(12_000)) }),
  fc.record({ Id: fc.constant('default') }),
];
const document = fc.oneof(...documents);
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('add', 'add', 'add', 'remove', 'put', 'delete'),
  arn: fc.oneof({ weight: 3, arbitrary: fc.constant(ARNS[0] as string) }, fc.constantFrom(...ARNS)),
  sid,
  revision: fc.constantFrom('none', 'none', 'latest', 'wrong'),
  letters: fc.constantFrom(1, 9000, 9000),
  document,
});

const statementsOf = ({ Statement = [] }: Document) => [Statement].flat();
const sourceArnOf = ({ letters }: Step) => `arn:aws:s3:::${'b'.repeat(letters)}`;

/** What a step would make of a document, and every reason there is to refuse it. */
function modelled(before: Document | undefined, one: Step): { after: Document | undefined; reasons: string[] } {
  const reasons = one.revision === 'wrong' ? ['PreconditionFailedException'] : [];
  const statements = statementsOf(before ?? {});
  const has = statements.some(({ Sid }) => Sid === one.sid);
  if (one.kind === 'put') return { after: one.document, reasons };
  if (one.kind === 'add') {
    const written = {
      Sid: one.sid,
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: one.arn,
      Condition: { ArnLike: { 'AWS:SourceArn': sourceArnOf(one) } },
    };
    const after = { ...(before ?? { Version: '2012-10-17', Id: 'default' }), Statement: [...statements, written] };
    if (has) reasons.push('ResourceConflictException');
    if (Buffer.byteLength(JSON.stringify(after)) > 20_480) reasons.push('PolicyLengthExceededException');
    return { after, reasons };
  }
  if (before === undefined || (one.kind === 'remove' && !has)) reasons.push('ResourceNotFoundException');
  const kept = one.kind === 'delete' ? [] : statements.filter(({ Sid }) => Sid !== one.sid);
  return { after: kept.length === 0 ? undefined : { ...before, Statement: kept }, reasons };
}

function read(api: PermissionApi, arn: string): PolicyAnswer | undefined {
  try {
    return api.getPolicy({ FunctionName: arn });
  } catch {
    return undefined;
  }
}

/** Does a step; answers with the code of its refusal. */
function done(api: PermissionApi, one: Step): string | undefined {
  const latest = one.revision === 'latest' ? read(api, one.arn)?.RevisionId : undefined;
  const RevisionId = one.revision === 'wrong' ? WRONG : latest;
  const revision = RevisionId === undefined ? {} : { RevisionId };
  const permission = { FunctionName: one.arn, StatementId: one.sid, ...revision };
  const resource = { ResourceArn: one.arn, ...revision };
  const more = { Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com', SourceArn: sourceArnOf(one) };
  try {
    if (one.kind === 'add') api.addPermission({ ...permission, ...more });
    if (one.kind === 'remove') api.removePermission(permission);
    if (one.kind === 'put') api.putResourcePolicy({ ...resource, Policy: JSON.stringify(one.document) });
    if (one.kind === 'delete') api.deleteResourcePolicy(resource);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(LambdaError);
    return (error as LambdaError).code;
  }
}

const create = () => new PermissionApi({ region: 'us-east-2', account: '111122223333' });
const steps = fc.array(step, { minLength: 1, maxLength: 25 });

test('after every step each policy is what the model has, and only what was written has another revision', () => {
  const seen = new Set<string | undefined>();
  fc.assert(
    fc.property(steps, (sequence) => {
      const api = create();
      const model = new Map<string, Document | undefined>();
      const revisions = new Set<string>();
      for (const one of sequence) {
        const before = ARNS.map((arn) => read(api, arn));
        const { after, reasons } = modelled(model.get(one.arn), one);
        const code = done(api, one);
        seen.add(code);
        if (code === undefined) {
          expect(reasons).toEqual([]);
          model.set(one.arn, after);
        } else expect(reasons).toContain(code);
        for (const [index, arn] of ARNS.entries()) {
          const now = read(api, arn);
          expect(now && JSON.parse(now.Policy)).toEqual(model.get(arn));
          if (code !== undefined || arn !== one.arn) expect(now).toEqual(before[index]);
          else if (now !== undefined) {
            expect(revisions).not.toContain(now.RevisionId);
            revisions.add(now.RevisionId);
          }
        }
      }
    }),
    { numRuns: 250 },
  );
  expect([...seen].sort()).toEqual([
    'PolicyLengthExceededException',
    'PreconditionFailedException',
    'ResourceConflictException',
    'ResourceNotFoundException',
    undefined,
  ]);
});

test('the same steps end in the same policies, revisions too', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const [one, other] = [create(), create()];
      for (const each of sequence) expect(done(one, each)).toBe(done(other, each));
      for (const arn of ARNS) expect(read(one, arn)).toEqual(read(other, arn));
    }),
  );
});

test('what is added and then removed leaves the statements as they were', () => {
  fc.assert(
    fc.property(steps, fc.constantFrom(...ARNS), (sequence, arn) => {
      const api = create();
      for (const one of sequence) done(api, one);
      const before = read(api, arn);
      const statements = before && statementsOf(JSON.parse(before.Policy));
      const added = { kind: 'add', arn, sid: 'new', revision: 'none', letters: 1, document: {} } as const;
      expect(done(api, added)).toBeUndefined();
      expect(done(api, { ...added, kind: 'remove' })).toBeUndefined();
      const after = read(api, arn);
      expect(after && statementsOf(JSON.parse(after.Policy))).toEqual(
        statements?.length === 0 ? undefined : statements,
      );
    }),
  );
});
