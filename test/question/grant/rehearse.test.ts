// Is what Lambda would refuse refused here first, in its words, and the size told?

import { describe, expect, test } from '@jest/globals';
import { type GrantInput, grant } from '../../../src/index.js';
import { INPUT } from '../../support/grant-runs.js';
import { API, allow, FUNCTION, policyOf } from '../../support/worlds.js';

const by = (Sid: string, suffix: string) => allow({ Sid, Condition: { ArnLike: { 'AWS:SourceArn': API + suffix } } });
const bytes = (json: unknown) => Buffer.byteLength(JSON.stringify(json));

describe('refused in AWS’s words', () => {
  const LATEST = 'We currently do not support adding policies for $LATEST.';
  const MISMATCH = 'The derived qualifier from the function name does not match the specified qualifier.';

  test.each<[what: string, over: Partial<GrantInput>, code: string, message: string | RegExp]>([
    ['`$LATEST` in the ARN', { function: `${FUNCTION}:$LATEST` }, 'InvalidParameterValueException', LATEST],
    ['`$LATEST` beside it', { qualifier: '$LATEST' }, 'InvalidParameterValueException', LATEST],
    ['two qualifiers', { function: `${FUNCTION}:live`, qualifier: 'v2' }, 'InvalidParameterValueException', MISMATCH],
    [
      'an id that is taken',
      { statementId: 's1' },
      'ResourceConflictException',
      'The statement id (s1) provided already exists. Please provide a new statement id, or remove the existing statement.',
    ],
    [
      'an id with a space',
      { statementId: 'a b' },
      'ValidationException',
      /Value 'a b' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: \(\[a-zA-Z0-9-_\]\+\)$/,
    ],
    ['no id', { statementId: '' }, 'ValidationException', /at 'statementId'.*greater than or equal to 1/],
    [
      'an id that is too long',
      { statementId: 'a'.repeat(101) },
      'ValidationException',
      /at 'statementId'.*less than or equal to 100/,
    ],
    [
      'a source account that is none',
      { sourceAccount: '1234' },
      'ValidationException',
      /Value '1234' at 'sourceAccount'/,
    ],
    ['a source account with a star', { sourceAccount: '*' }, 'ValidationException', /Value '\*' at 'sourceAccount'/],
    ['a qualifier with a space', { qualifier: 'a b' }, 'ValidationException', /Value 'a b' at 'qualifier'/],
    ['no qualifier', { qualifier: '' }, 'ValidationException', /at 'qualifier'/],
    [
      'a qualifier that is too long',
      { qualifier: 'a'.repeat(129) },
      'ValidationException',
      /at 'qualifier'.*less than or equal to 128/,
    ],
  ])('%s', (_, over, code, message) => {
    const present = over.statementId === 's1' ? policyOf(by('s1', '/dev/*')) : [];
    const { verdict, functions } = grant({ ...INPUT, ...over }, present);
    const [fn] = functions;
    expect(verdict).toBe('refused');
    expect(fn?.refusal).toEqual({
      statementId: fn?.steps[0]?.request.StatementId,
      code,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
      grade: expect.stringMatching(/^[RI]$/),
    });
    expect([fn?.denial, fn?.after]).toEqual([null, fn?.before]);
  });

  test('an id that is taken is no matter where nothing is to be written', () => {
    expect(grant({ ...INPUT, statementId: 's1' }, policyOf(by('s1', '/*')))).toMatchObject({
      verdict: 'nothingToWrite',
    });
  });

  test('several that are refused are refused one by one: the first is told', () => {
    const [fn] = grant({ ...INPUT, routes: ['GET /a', 'GET /b'], sourceAccount: '1' }).functions;
    expect(fn?.refusal?.statementId).toBe(fn?.steps[0]?.request.StatementId);
  });
});

describe('the size', () => {
  test('is that of the policy as it will stand, with or without one before', () => {
    const [alone] = grant(INPUT).functions;
    expect([alone?.size, alone?.limit]).toEqual([bytes(alone?.after), 20_480]);
    const [merged] = grant(INPUT, policyOf([by('s1', '/dev/*')])).functions;
    expect(merged?.size).toBe(bytes(merged?.after));
    expect(merged?.size).toBeGreaterThan(alone?.size ?? Infinity);
  });

  test('counts bytes, not letters', () => {
    const [fn] = grant({ ...INPUT, routes: ['GET /käse'] }).functions;
    expect(fn?.size).toBe(bytes(fn?.after));
    expect(fn?.size).toBe(JSON.stringify(fn?.after).length + 1);
  });

  test('is 0 where nothing is left', () => {
    const written = grant(INPUT).functions[0]?.steps[0]?.statement ?? {};
    expect(grant({ ...INPUT, revert: true }, policyOf([written])).functions).toMatchObject([{ after: null, size: 0 }]);
  });

  /** A policy so long that what is to be added makes it `size` bytes. */
  function presentFor(size: number) {
    const filler = (length: number) => policyOf([by('filler', `/dev/GET/${'x'.repeat(length)}`)]);
    const [{ size: least } = { size: 0 }] = grant(INPUT, filler(0)).functions;
    return filler(size - least);
  }

  test('may be 20,480', () => {
    expect(grant(INPUT, presentFor(20_480))).toMatchObject({ verdict: 'toWrite', functions: [{ size: 20_480 }] });
  });

  test('may not be a byte more', () => {
    const { verdict, functions } = grant(INPUT, presentFor(20_481));
    expect(verdict).toBe('refused');
    expect(functions[0]?.refusal).toEqual({
      statementId: functions[0]?.steps[0]?.request.StatementId,
      code: 'PolicyLengthExceededException',
      message: 'The final policy size (20481) is bigger than the limit (20480).',
      grade: 'O',
    });
    expect(functions[0]?.after).toEqual(functions[0]?.before);
  });

  test('of a present policy that is too long already is told on adding, without repeating the policy', () => {
    const { verdict, functions } = grant(INPUT, presentFor(25_000));
    expect([verdict, functions[0]?.refusal]).toEqual([
      'refused',
      {
        statementId: functions[0]?.steps[0]?.request.StatementId,
        code: 'PolicyLengthExceededException',
        message: 'The final policy size (25000) is bigger than the limit (20480).',
        grade: 'O',
      },
    ]);
  });

  describe('of a present policy that is too long already is no matter', () => {
    const LONG = by('filler', `/dev/GET/${'x'.repeat(25_000)}`);
    const written = grant(INPUT).functions[0]?.steps[0]?.statement ?? {};

    test.each<[what: string, over: Partial<GrantInput>, verdict: string, left: unknown[]]>([
      ['where nothing is to be written', {}, 'nothingToWrite', [written, LONG]],
      ['to a revert', { revert: true }, 'toWrite', [LONG]],
      ['to a prune', { prune: true }, 'toWrite', [written]],
    ])('%s', (_, over, verdict, left) => {
      const { verdict: told, functions } = grant({ ...INPUT, ...over }, policyOf([written, LONG]));
      expect([told, functions[0]?.refusal, functions[0]?.after?.['Statement']]).toEqual([verdict, null, left]);
    });
  });
});
