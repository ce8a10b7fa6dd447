// Which change would make a source ARN pattern match what API Gateway presents?

import { match } from '../../glob/match.js';
import { parsePattern } from '../../glob/pattern.js';
import { parseArn, printComponent, splitArn } from '../../model/arn.js';
import { parseSourceArn, type SourceArn, type Suffix } from '../../model/execute-api.js';
import { suffixOddities } from './suffix-oddities.js';

export interface MendedSourceArn {
  /** The pattern with only that changed which keeps it from matching. */
  readonly to: string;
  /** What differs, in clauses. */
  readonly differences: readonly string[];
  readonly wayOut: string;
  /** Whether the pattern, as it is, may well serve another route or API, so that a statement is to be added, not changed. */
  readonly servesOthers: boolean;
  /** How many components and segments differ. */
  readonly distance: number;
}

const HEAD = ['partition', 'service', 'region', 'account'] as const;

export function mendSourceArn(pattern: string, presented: string): MendedSourceArn {
  const wanted = parseArn(pattern);
  const given = splitArn(presented);
  if (wanted === undefined || given === undefined) {
    return {
      to: presented,
      differences: [`\`${pattern}\` is not an ARN of six components`],
      wayOut: `write \`${presented}\``,
      servesOthers: false,
      distance: 6,
    };
  }
  const wrong = HEAD.filter((name) => match(wanted[name], given[name]) !== 'yes');
  const isResourceWrong = match(wanted.resource, given.resource) !== 'yes';
  const from = printComponent(wanted.resource);
  const resource = isResourceWrong ? mendResource(pattern, presented) : from;
  const head = HEAD.map((name) => (wrong.includes(name) ? given[name] : printComponent(wanted[name])));
  const inResource = isResourceWrong ? resourceDifference(pattern, presented) : undefined;
  const writes = wrong.map((name) => [printComponent(wanted[name]), given[name]] as const);
  const to = ['arn', ...head, resource].join(':');
  return {
    to,
    differences: [
      ...wrong.map((name) => differenceOf(name, given[name])),
      ...(inResource === undefined ? [] : [inResource.message]),
    ],
    wayOut: inResource?.wayOut ?? wayOutOf([...writes, ...(isResourceWrong ? [[from, resource] as const] : [])], to),
    // What names another region or account never matches here; but that of another API is not ours to change.
    servesOthers: (inResource?.servesOthers ?? false) && (wrong.length === 0 || (inResource?.isOtherApi ?? false)),
    distance: wrong.length * 2 + (isResourceWrong ? segmentsChanged(from, resource) : 0),
  };
}

/** One change as such, several as the whole ARN. */
function wayOutOf(changes: readonly (readonly [from: string, to: string])[], whole: string): string {
  const [[from, to] = ['', ''], ...others] = changes;
  return others.length > 0 || from === '' ? `write \`${whole}\`` : `write \`${to}\` in place of \`${from}\``;
}

// AWS: Lambda guide, cross-region integrations: the region in the source ARN is the function's.
function differenceOf(component: (typeof HEAD)[number], to: string): string {
  const why = {
    region: `: the function is in \`${to}\``,
    account: `: the API belongs to \`${to}\``,
    partition: `: it is \`${to}\``,
    service: `: it is \`${to}\``,
  };
  return `the ${component} differs${why[component]}`;
}

/** Keeps of the pattern what fits: its API, stage and method where they match, else what is presented. */
function mendResource(pattern: string, presented: string): string {
  const wanted = parseSourceArn(pattern);
  const given = parseSourceArn(presented);
  const resource = splitArn(presented)?.resource as string;
  if (wanted === undefined || given === undefined) return resource;
  const [api = '', stage = '', method = ''] =
    wanted.suffixPattern === undefined ? [wanted.api] : [wanted.api, ...segmentsOf(wanted)];
  const parts = resource.split('/');
  const keep = (written: string, segment: string | undefined) =>
    written !== '' && segment !== undefined && fits(written, segment) ? written : segment;
  // A stage kept as a star would let in every route: an authorizer is named as one.
  if (given.suffix.kind === 'authorizer') {
    return (fits(api, given.api) ? api : given.api) + resource.slice(given.api.length);
  }
  const headMended = mendHead(wanted, given, 1) ?? mendHead(wanted, given, 2);
  if (headMended !== undefined) return headMended;
  // Sources disagree on whether `ANY` is presented, and a star matches either way.
  const keepMethod = (written: string, segment: string | undefined) =>
    segment === 'ANY' && !fits(written, segment) ? '*' : keep(written, segment);
  // A route key is one segment, a method and its path two or more: what the pattern says of a method is kept only there.
  const kept = [
    keep(api, parts[0]),
    keep(stage, parts[1]),
    parts.length > 3 ? keepMethod(method, parts[2]) : parts[2],
    ...parts.slice(3),
  ].filter((part) => part !== undefined);
  const mended = kept.join('/');
  return fits(mended, resource) ? mended : resource;
}

/** The pattern with its API (1), or its API and stage (2), put right and the rest as written; undefined where that is not enough. */
function mendHead(wanted: SourceArn, given: SourceArn, count: 1 | 2): string | undefined {
  const resource = printComponent(given.resource);
  const parts = resource.split('/').slice(0, count);
  const written = printComponent(wanted.resource).split('/');
  const head = parts.map((part, index) => (fits(written[index] ?? '', part) ? written[index] : part));
  const mended = [...head, ...written.slice(count)].join('/');
  return fits(mended, resource) ? mended : undefined;
}

function segmentsOf(arn: SourceArn): string[] {
  const { suffix } = arn;
  if (suffix.kind === 'method') return [suffix.stage, suffix.method];
  if (suffix.kind === 'routeKey') return [suffix.stage, suffix.routeKey];
  return suffix.kind === 'stage' ? [suffix.stage] : [];
}

function fits(pattern: string, text: string): boolean {
  return match(parsePattern(pattern, { wildcards: true, variables: false }), text) === 'yes';
}

interface ResourceDifference {
  readonly message: string;
  /** In place of the change, where the fault is hardly the pattern's. */
  readonly wayOut?: string;
  readonly isOtherApi?: boolean;
  readonly servesOthers: boolean;
}

function resourceDifference(pattern: string, presented: string): ResourceDifference {
  const wanted = parseSourceArn(pattern);
  const given = parseSourceArn(presented);
  if (wanted === undefined || given === undefined)
    return { message: 'what follows the account differs', servesOthers: true };
  if (!fits(wanted.api, given.api))
    return { message: `the API differs (it is \`${given.api}\`)`, servesOthers: true, isOtherApi: true };
  const isMethod = given.suffix.kind === 'method';
  const isRoot = given.suffix.kind === 'method' && given.suffix.path === '/';
  const [oddity] = suffixOddities(wanted).filter(
    ({ severity, id }) =>
      severity === 'error' && (isRoot || id !== 'root-without-slash') && (!isMethod || id !== 'segment-too-many'),
  );
  if (oddity !== undefined) return { message: oddity.message, servesOthers: false };
  if ('stage' in given.suffix && mendHead(wanted, given, 2) !== undefined)
    return { message: `the stage differs (it is \`${given.suffix.stage}\`)`, servesOthers: true };
  return partThatDiffers(wanted.suffix, given.suffix);
}

function partThatDiffers(wanted: Suffix, given: Suffix): ResourceDifference {
  if (wanted.kind !== 'method' || given.kind !== 'method') {
    const presented = {
      method: 'stage, method and path are presented',
      authorizer: 'an authorizer is presented',
      other: 'stage and route key are presented',
    };
    const kind = given.kind === 'method' || given.kind === 'authorizer' ? given.kind : 'other';
    return { message: `what follows the API differs: ${presented[kind]}`, servesOthers: true };
  }
  if (!fits(wanted.stage, given.stage))
    return { message: `the stage differs (it is \`${given.stage}\`)`, servesOthers: true };
  if (!fits(wanted.method, given.method))
    return { message: `the method differs (it is \`${given.method}\`)`, servesOthers: true };
  if (templatesAlike(wanted.path, given.path)) {
    const message =
      'the path differs: API Gateway presents a path parameter as it is declared, name and all, never a value';
    // A value in the call where the grant has a parameter: the grant may well be right.
    const isValue = !given.path.includes('{') && !/[*?]/.test(wanted.path);
    const wayOut = `if the resource is declared as \`${wanted.path}\`, that is the route to ask about; it is then allowed`;
    return { message, servesOthers: false, ...(isValue ? { wayOut } : {}) };
  }
  return { message: `the path differs (it is \`${given.path}\`)`, servesOthers: true };
}

/** Paths that differ only in what stands for a parameter: `/pets/{id}` and `/pets/{petId}` or `/pets/7`. */
function templatesAlike(a: string, b: string): boolean {
  const [one, other] = [a.split('/'), b.split('/')];
  const isParameter = (segment: string | undefined) => segment !== undefined && /^\{.*\}$/.test(segment);
  return (
    one.length === other.length &&
    one.every((segment, index) => segment === other[index] || isParameter(segment) || isParameter(other[index]))
  );
}

function segmentsChanged(from: string, to: string): number {
  const [old, now] = [from.split('/'), to.split('/')];
  return Math.max(
    1,
    now.filter((segment, index) => segment !== old[index]).length + Math.max(0, old.length - now.length),
  );
}
