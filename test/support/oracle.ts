// What would a slow, obvious evaluator answer? SEMANTICS §3 written down rule by rule, sharing nothing with `src`.

import type { World } from './worlds.js';

type Truth = 'yes' | 'no' | 'unknown';
type Values = string | readonly string[];
interface StatementJson {
  Effect: 'Allow' | 'Deny';
  Principal?: '*' | Record<string, Values>;
  NotPrincipal?: '*' | Record<string, Values>;
  Action?: Values;
  NotAction?: Values;
  Resource?: Values;
  NotResource?: Values;
  Condition?: Record<string, Record<string, Values>>;
}

/** The verdict over statements that AWS takes, without policy variables. */
export function oracle(json: readonly unknown[], world: World): string {
  const matching = (json as readonly StatementJson[]).map((one) => ({
    effect: one.Effect,
    match: statement(one, world),
  }));
  const has = (effect: string, match: Truth) => matching.some((one) => one.effect === effect && one.match === match);
  if (has('Deny', 'yes')) return 'explicitDeny';
  if (!has('Allow', 'yes') && !has('Allow', 'unknown')) return 'implicitDeny';
  return has('Allow', 'yes') && !has('Deny', 'unknown') ? 'allowed' : 'unknown';
}

const list = (values: Values): readonly string[] => (typeof values === 'string' ? [values] : values);
const is = (condition: boolean): Truth => (condition ? 'yes' : 'no');
const opposite = (truth: Truth): Truth => (truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : 'unknown');
const and = (truths: readonly Truth[]): Truth =>
  truths.includes('no') ? 'no' : truths.includes('unknown') ? 'unknown' : 'yes';
const or = (truths: readonly Truth[]): Truth => opposite(and(truths.map(opposite)));

function statement(one: StatementJson, world: World): Truth {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition = {} } = one;
  return and([
    NotPrincipal === undefined
      ? principals(Principal as '*', world.principal, false)
      : opposite(principals(NotPrincipal, world.principal, true)),
    NotAction === undefined ? actions(Action as Values, world) : opposite(actions(NotAction, world)),
    NotResource === undefined ? resources(Resource as Values, world) : opposite(resources(NotResource, world)),
    ...Object.entries(Condition).flatMap(([operator, block]) =>
      Object.entries(block).map(([key, values]) => condition(operator, key, list(values), world)),
    ),
  ]);
}

// "*" is {"AWS": "*"}, and both match a service; an account id is its root ARN, which is everybody in the account.
function principals(json: '*' | Record<string, Values>, caller: string, isNegated: boolean): Truth {
  const entries = Object.entries(json === '*' ? { AWS: '*' } : json);
  return or(
    entries.flatMap(([type, values]) => list(values).map((value) => principal(type, value, caller, isNegated))),
  );
}

function principal(type: string, value: string, caller: string, isNegated: boolean): Truth {
  if (type === 'AWS' && value === '*') return 'yes';
  if (caller === '*') return 'no';
  if (caller.endsWith('.amazonaws.com')) return is(type === 'Service' && value === caller);
  if (type !== 'AWS') return 'no';
  const named = root(value);
  const calling = root(caller);
  if (named === calling) return 'yes';
  // Whom NotPrincipal excepts beside the one it names, we do not say.
  const inside: Truth = isNegated ? 'unknown' : 'yes';
  const [account, resource] = [calling.split(':')[4], calling.split(':')[5] as string];
  if (named.endsWith(':root')) return named.split(':')[4] === account ? inside : 'no';
  // A session is its role.
  return named === `arn:aws:iam::${account}:role/${resource.split('/')[1]}` && resource.startsWith('assumed-role/')
    ? inside
    : 'no';
}

const root = (id: string) => (/^\d{12}$/.test(id) ? `arn:aws:iam::${id}:root` : id);

const actions = (values: Values, world: World): Truth =>
  or(list(values).map((value) => is(like(value.toLowerCase(), world.action.toLowerCase()))));

// Component-wise; `*` is everything; of fewer than six parts nobody knows, unless even the whole text does not match.
const resources = (values: Values, world: World): Truth =>
  or(
    list(values).map((value) => {
      if (value === '*') return 'yes';
      if (value.split(':').length < 6) return like(value, world.resource) ? 'unknown' : 'no';
      return is(arnLike(value, world.resource));
    }),
  );

function condition(written: string, key: string, wanted: readonly string[], world: World): Truth {
  const { set, negated, ifExists, base } = nameOf(written);
  const held = Object.entries(world.context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1] as
    | Values
    | undefined;
  const isUnknown = world.unknown.some((name) => name.toLowerCase() === key.toLowerCase());
  const given = held === undefined ? [] : list(held);
  const isAbsent = given.length === 0;

  if (base === 'Null') {
    if (wanted.length === 0) return 'no';
    if (isUnknown) return 'unknown';
    const isNull = given.every((value) => value === '');
    // What any other word means, nobody has told.
    return or(wanted.map((word) => (/^(true|false)$/.test(word) ? is(word === String(isNull)) : 'unknown')));
  }
  if (wanted.length === 0) {
    // An empty list: ForAllValues and IfExists match only an absent key, all else nothing. ForAnyValue fails on an absent key.
    const mayBeAbsent = set === 'ForAllValues' || (ifExists && set === undefined);
    return !mayBeAbsent ? 'no' : isUnknown ? 'unknown' : is(isAbsent);
  }
  if (isUnknown) return 'unknown';
  if (isAbsent) {
    if (set === 'ForAllValues') return 'yes';
    if (set === 'ForAnyValue') return 'no';
    return is(negated || ifExists);
  }
  const one = (value: string) => {
    // A malformed ARN in the request fails the negated operator too.
    if (base.startsWith('Arn') && (!value.startsWith('arn:') || value.split(':').length < 6)) return false;
    return wanted.some((pattern) => matches(base, pattern, value)) !== negated;
  };
  if (set === 'ForAnyValue') return is(given.some(one));
  // An empty string is a null data set.
  if (set === 'ForAllValues') return is(given.every((value) => value === '') || given.every(one));
  return is(typeof held === 'string' && one(held));
}

function nameOf(written: string) {
  const set = written.includes(':') ? written.slice(0, written.indexOf(':')) : undefined;
  const rest = written.slice(written.indexOf(':') + 1);
  const base = rest.replace('Not', '').replace('IfExists', '');
  return { set, negated: rest.includes('Not'), ifExists: rest.endsWith('IfExists'), base };
}

function matches(operator: string, pattern: string, value: string): boolean {
  if (operator === 'StringEquals') return pattern === value;
  return operator === 'StringLike' ? like(pattern, value) : arnLike(pattern, value);
}

function arnLike(pattern: string, arn: string): boolean {
  const [wanted, given] = [components(pattern), components(arn)];
  if (wanted.length < 6 || given.length < 6 || wanted[0] !== 'arn') return false;
  return wanted.every((component, index) => like(component, given[index] as string));
}

/** Cut at the first five colons. */
function components(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function like(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern[0] === '*') return like(rest, text) || (text !== '' && like(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && like(rest, text.slice(1));
}
