// What is this source ARN, or this policy? Its parts, what it would match, and what is odd about it.

import { type Description, describeSourceArn } from '../../gateway/source-arn/describe.js';
import { odditiesOf } from '../../gateway/source-arn/oddities.js';
import { ARN_COMPONENTS, type ArnComponent, notAnArn, parseArn, printComponent } from '../../model/arn.js';
import { parseSourceArn, type Suffix, sourceArnOf } from '../../model/execute-api.js';
import type { Finding } from '../../model/finding.js';
import { parseFunctionArn } from '../../model/function-arn.js';
import { type Place, placeAt } from '../../model/place.js';
import { type Policy, pointerOfValue, type Statement } from '../../model/policy.js';
import { sentenceOf } from './sentence.js';

/** What a text that is an ARN, or a pattern for one, says. */
export interface ParsedArn {
  readonly text: string;
  readonly components: Readonly<Record<ArnComponent, string>>;
  /** The execute-api reading; null for other services. */
  readonly sourceArn: ({ readonly api: string } & Suffix) | null;
  /** What it would match, in a sentence for each kind of API; null for other services. */
  readonly matches: Description | null;
  /** The function and the qualifier, for a function ARN. */
  readonly function: { readonly name: string; readonly qualifier: string | null } | null;
  readonly oddities: readonly Finding[];
}

export interface ParsedStatement {
  readonly sid: string | null;
  readonly place: Place;
  readonly grants: string;
  /** What is odd about its source ARNs. */
  readonly oddities: readonly Finding[];
}

/** The answer to "what is this?". */
export interface Parsing {
  readonly schemaVersion: 1;
  readonly question: 'parse';
  readonly verdict: 'read' | 'unreadable';
  readonly arns: readonly ParsedArn[];
  readonly statements: readonly ParsedStatement[];
  /** What could not be read, and what AWS would refuse. */
  readonly findings: readonly Finding[];
}

/** Says what ARNs and policies are; `unread` is what could not be read of the policies. */
export function parse(arns: readonly string[], policies: readonly Policy[], unread: readonly Finding[]): Parsing {
  const parsed = arns.map(parseText);
  const faults = parsed.flatMap((one) => ('fault' in one ? [one.fault] : []));
  const isUnreadable = [...faults, ...unread].some(({ severity }) => severity === 'error');
  return {
    schemaVersion: 1,
    question: 'parse',
    verdict: isUnreadable ? 'unreadable' : 'read',
    arns: parsed.flatMap((one) => ('fault' in one ? [] : [one])),
    statements: policies.flatMap((policy) => policy.statements.map((statement) => parseStatement(policy, statement))),
    findings: [...faults, ...unread, ...policies.flatMap((policy) => policy.findings)],
  };
}

function parseText(text: string): ParsedArn | { readonly fault: Finding } {
  const arn = parseArn(text);
  if (arn === undefined) return { fault: faultOf(text) };
  const sourceArn = sourceArnOf(arn);
  const fn = parseFunctionArn(text);
  const component = (name: ArnComponent) => (name === 'arn' ? 'arn' : printComponent(arn[name]));
  return {
    text,
    components: Object.fromEntries(ARN_COMPONENTS.map((name) => [name, component(name)])) as ParsedArn['components'],
    sourceArn: sourceArn === undefined ? null : { api: sourceArn.api, ...sourceArn.suffix },
    matches: sourceArn === undefined ? null : describeSourceArn(sourceArn),
    function: fn === undefined ? null : { name: fn.name, qualifier: fn.qualifier ?? null },
    oddities: sourceArn === undefined ? [] : odditiesOf(sourceArn),
  };
}

function faultOf(text: string): Finding {
  const { parts, isArn } = notAnArn(text);
  return {
    id: 'not-an-arn',
    severity: 'error',
    message: isArn ? `an ARN has six components, this one has ${parts}` : 'an ARN begins with `arn:`, in small letters',
    hint: 'expected `arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/prod/GET/pets`',
    place: placeAt({ name: ARGUMENT, text }, '', 0, text.length),
  };
}

/** The name that places in an argument have. */
export const ARGUMENT = '<argument>';

function parseStatement(policy: Policy, statement: Statement): ParsedStatement {
  const conditions = statement.conditions.filter(({ key }) => key.toLowerCase() === 'aws:sourcearn');
  const oddities = conditions.flatMap(({ values, pointer }) =>
    values.flatMap((value, index) => {
      const arn = parseSourceArn(value);
      const place = () => policy.locate(pointerOfValue(policy, pointer, index));
      return arn === undefined ? [] : odditiesOf(arn).map((oddity): Finding => ({ ...oddity, place: place() }));
    }),
  );
  return {
    sid: statement.sid ?? null,
    place: policy.locate(statement.pointer),
    grants: sentenceOf(statement),
    oddities,
  };
}
