// Which values does the permission API take? The constraints of its model, and the words in which it refuses.

import { LambdaError } from './error.js';

interface Constraint {
  readonly least?: number;
  readonly most?: number;
  /** As AWS prints it, and as we ask it. */
  readonly pattern?: readonly [printed: string, asked: RegExp];
  readonly oneOf?: readonly string[];
  /** True or false; otherwise a string. */
  readonly isTruth?: true;
  /** Whether the words of its pattern were recorded. */
  readonly isRecorded?: true;
}

/** The pattern as AWS prints it: without the anchors that it means, and with its own escapes where they are others. */
const pattern = (asked: RegExp, printed = asked.source.slice('^(?:'.length, -')$'.length)) => [printed, asked] as const;

const FUNCTION_NAME = pattern(
  /^(?:(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?)$/,
  String.raw`(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`,
);
const SOURCE_ARN = pattern(
  /^(?:arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*))$/,
  String.raw`arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)`,
);
const RESOURCE_ARN = pattern(
  /^(?:arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:function:[a-zA-Z0-9-_]+(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_])+)?)$/,
);
const EVENT_SOURCE_TOKEN = pattern(/^(?:[a-zA-Z0-9._-]+)$/, String.raw`[a-zA-Z0-9._\-]+`);
const REVISION: Constraint = {
  least: 36,
  most: 36,
  pattern: pattern(/^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/),
};

// AWS: Lambda API reference, the constraints of each parameter (read 2026-11).
const CONSTRAINTS: Readonly<Record<string, Constraint>> = {
  FunctionName: { least: 1, most: 256, pattern: FUNCTION_NAME },
  StatementId: { least: 1, most: 100, pattern: pattern(/^(?:([a-zA-Z0-9-_]+))$/), isRecorded: true },
  Action: { most: 10_000, pattern: pattern(/^(?:(lambda:[*]|lambda:[a-zA-Z]+|[*]))$/) },
  Principal: { most: 2048, pattern: pattern(/^(?:[^\s]+)$/) },
  SourceArn: { most: 10_000, pattern: SOURCE_ARN },
  SourceAccount: { most: 12, pattern: pattern(/^(?:\d{12})$/) },
  PrincipalOrgID: { least: 12, most: 34, pattern: pattern(/^(?:o-[a-z0-9]{10,32})$/) },
  EventSourceToken: { most: 256, pattern: EVENT_SOURCE_TOKEN },
  FunctionUrlAuthType: { oneOf: ['NONE', 'AWS_IAM'] },
  Qualifier: {
    least: 1,
    most: 128,
    pattern: pattern(/^(?:\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+)$/),
    isRecorded: true,
  },
  ResourceArn: { most: 256, pattern: RESOURCE_ARN },
  RevisionId: {},
  InvokedViaFunctionUrl: { isTruth: true },
  Policy: { least: 1, most: 20_480, pattern: pattern(/^(?:[\s\S]+)$/) },
};

/** The members of each operation that it needs, those that it takes besides, and where a constraint is another one. */
const OPERATIONS = {
  permission: {
    needs: ['FunctionName', 'StatementId', 'Action', 'Principal'],
    takes: [
      ...['SourceArn', 'SourceAccount', 'PrincipalOrgID', 'EventSourceToken', 'FunctionUrlAuthType'],
      ...['InvokedViaFunctionUrl', 'Qualifier', 'RevisionId'],
    ],
    other: {},
  },
  removal: {
    needs: ['FunctionName', 'StatementId'],
    takes: ['Qualifier', 'RevisionId'],
    // What is removed may have been written by others.
    other: { StatementId: { least: 1, most: 100, pattern: pattern(/^(?:([a-zA-Z0-9-_.]+))$/) } },
  },
  function: { needs: ['FunctionName'], takes: ['Qualifier'], other: {} },
  document: { needs: ['ResourceArn', 'Policy'], takes: ['RevisionId'], other: { RevisionId: REVISION } },
  resource: { needs: ['ResourceArn'], takes: ['RevisionId'], other: { RevisionId: REVISION } },
} as const satisfies Readonly<Record<string, Operation>>;

interface Operation {
  readonly needs: readonly string[];
  readonly takes: readonly string[];
  readonly other: Readonly<Record<string, Constraint>>;
}

/** Throws where a value is none that the API takes, or is not there: a ValidationException that names every fault. */
export function checkConstraints(request: object, kind: keyof typeof OPERATIONS): void {
  const members = (request ?? {}) as Readonly<Record<string, unknown>>;
  const { needs, takes, other }: Operation = OPERATIONS[kind];
  const given = Object.keys(members).filter((member) => members[member] !== undefined);
  const known = given.filter((member) => [...needs, ...takes].includes(member));
  const faults = [...new Set([...known, ...needs])].flatMap((member) =>
    faultsOf(member, members[member], other[member] ?? (CONSTRAINTS[member] as Constraint)),
  );
  if (faults.length === 0) return;
  // Recorded: the words for one value against some patterns. Inferred: the rest, which AWS's services word alike.
  const isRecorded = faults.length === 1 && faults[0]?.isRecorded && kind === 'permission';
  const count = `${faults.length} validation error${faults.length === 1 ? '' : 's'} detected`;
  const told = faults.map(({ message }) => message).join('; ');
  throw new LambdaError('ValidationException', `${count}: ${told}`, 400, isRecorded ? 'R' : 'I');
}

interface ValueFault {
  readonly message: string;
  readonly isRecorded: boolean;
}

function faultsOf(member: string, value: unknown, constraint: Constraint): ValueFault[] {
  const {
    least = 0,
    most = Number.POSITIVE_INFINITY,
    pattern,
    oneOf,
    isTruth = false,
    isRecorded = false,
  } = constraint;
  const faults: ValueFault[] = [];
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  const fail = (must: string, isOfPattern = false) =>
    faults.push({
      message: `Value ${printed(value)} at '${name}' failed to satisfy constraint: Member must ${must}`,
      isRecorded: isRecorded && isOfPattern,
    });
  if (value === undefined || value === null) fail('not be null');
  else if (typeof value !== (isTruth ? 'boolean' : 'string')) fail(`be a ${isTruth ? 'boolean' : 'string'}`);
  if (typeof value !== 'string') return faults;
  if (value.length > most) fail(`have length less than or equal to ${most}`);
  if (value.length < least) fail(`have length greater than or equal to ${least}`);
  if (pattern !== undefined && !pattern[1].test(value)) fail(`satisfy regular expression pattern: ${pattern[0]}`, true);
  if (oneOf !== undefined && !oneOf.includes(value)) fail(`satisfy enum value set: [${oneOf.join(', ')}]`);
  return faults;
}

function printed(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : value === Object(value)
      ? 'of another kind'
      : 'null';
}
