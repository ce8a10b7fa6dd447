// Which values does the permission API take? The constraints of its model, and the words in which it refuses.

import { LambdaError } from './error.js';

interface Constraint {
  readonly least?: number;
  readonly most?: number;
  /** As AWS prints it, and as we ask it. */
  readonly pattern?: readonly [printed: string, asked: RegExp];
  readonly oneOf?: readonly string[];
}

/** AWS prints a pattern without the anchors that it means. */
const pattern = (asked: RegExp) => [asked.source.slice('^(?:'.length, -')$'.length), asked] as const;

const FUNCTION_NAME = pattern(
  /^(?:(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?)$/,
);
const SOURCE_ARN = pattern(
  /^(?:arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*))$/,
);
const RESOURCE_ARN = pattern(
  /^(?:arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:function:[a-zA-Z0-9-_]+(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_])+)?)$/,
);
const REVISION_ID = pattern(/^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/);

// AWS: Lambda API reference, the constraints of each parameter (read 2026-11).
// Recorded: the printed patterns of `statementId` and `qualifier`.
const CONSTRAINTS: Readonly<Record<string, Constraint>> = {
  FunctionName: { least: 1, most: 256, pattern: FUNCTION_NAME },
  StatementId: { least: 1, most: 100, pattern: pattern(/^(?:([a-zA-Z0-9-_]+))$/) },
  Action: { pattern: pattern(/^(?:(lambda:[*]|lambda:[a-zA-Z]+|[*]))$/) },
  Principal: { pattern: pattern(/^(?:[^\s]+)$/) },
  SourceArn: { pattern: SOURCE_ARN },
  SourceAccount: { most: 12, pattern: pattern(/^(?:\d{12})$/) },
  PrincipalOrgID: { least: 12, most: 34, pattern: pattern(/^(?:o-[a-z0-9]{10,32})$/) },
  EventSourceToken: { most: 256, pattern: pattern(/^(?:[a-zA-Z0-9._-]+)$/) },
  FunctionUrlAuthType: { oneOf: ['NONE', 'AWS_IAM'] },
  Qualifier: { least: 1, most: 128, pattern: pattern(/^(?:\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+)$/) },
  ResourceArn: { most: 256, pattern: RESOURCE_ARN },
  Policy: { least: 1, most: 20_480 },
};

/** Differences between operations: what is removed may have been written by others, and a revision has a form of its own there. */
const OF_REMOVAL: typeof CONSTRAINTS = {
  ...CONSTRAINTS,
  StatementId: { least: 1, most: 100, pattern: pattern(/^(?:([a-zA-Z0-9-_.]+))$/) },
};
const OF_DOCUMENT: typeof CONSTRAINTS = {
  ...CONSTRAINTS,
  RevisionId: { least: 36, most: 36, pattern: REVISION_ID },
};

const TABLES = { permission: CONSTRAINTS, removal: OF_REMOVAL, document: OF_DOCUMENT };

/** Throws where a value is none that the API takes: a ValidationException that names every fault. */
export function checkConstraints(request: object, kind: keyof typeof TABLES): void {
  const table = TABLES[kind];
  const faults = Object.entries(request).flatMap(([member, value]) =>
    typeof value === 'string' ? faultsOf(member, value, table[member] ?? {}) : [],
  );
  if (faults.length === 0) return;
  // Recorded: the words for one value against its pattern. Inferred: the other constraints and several faults, which
  // AWS's services word alike.
  const isRecorded = faults.length === 1 && faults[0]?.includes('regular expression');
  const count = `${faults.length} validation error${faults.length === 1 ? '' : 's'} detected`;
  throw new LambdaError('ValidationException', `${count}: ${faults.join('; ')}`, 400, isRecorded ? 'R' : 'I');
}

function faultsOf(member: string, value: string, { least = 0, most = Infinity, pattern, oneOf }: Constraint): string[] {
  const faults: string[] = [];
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  const fail = (constraint: string) =>
    faults.push(`Value '${value}' at '${name}' failed to satisfy constraint: Member must ${constraint}`);
  if (value.length > most) fail(`have length less than or equal to ${most}`);
  if (value.length < least) fail(`have length greater than or equal to ${least}`);
  if (pattern !== undefined && !pattern[1].test(value)) fail(`satisfy regular expression pattern: ${pattern[0]}`);
  if (oneOf !== undefined && !oneOf.includes(value)) fail(`satisfy enum value set: [${oneOf.join(', ')}]`);
  return faults;
}
