// Who gets in, and who does not? Calls that show it, each asked of `evaluate`'s own rule.

import { match } from '../../glob/match.js';
import { parsePattern, sampleOf } from '../../glob/pattern.js';
import { printComponent } from '../../model/arn.js';
import { API_GATEWAY, INVOKE_FUNCTION } from '../../model/aws.js';
import type { Verdict } from '../../model/decision.js';
import type { SourceArn } from '../../model/execute-api.js';
import { createInvocation, type InvocationInput } from '../../model/invocation.js';
import { withStatements } from '../../model/policy.js';
import { type CompiledPolicy, compilePolicy } from '../evaluate/decide.js';
import { arnOfHome } from './home.js';
import { once, type PolicyView } from './policy-view.js';
import type { SourceValue } from './source-value.js';
import type { AuditedStatement } from './statement.js';
import type { Subject } from './subject.js';

/** Some statements of a policy, made ready to be asked. */
export function compiledOf(
  { policy }: Pick<PolicyView, 'policy'>,
  statements: readonly Pick<AuditedStatement, 'statement'>[],
): CompiledPolicy {
  const own = statements.map(({ statement }) => statement);
  return compilePolicy(withStatements(policy, own));
}

/** The Allow statements of a policy, made ready once. */
export function allowing(subject: Subject): CompiledPolicy {
  const allows = () => subject.statements.filter(({ isAllow }) => isAllow);
  return once(subject, allowing, () => compiledOf(subject, allows()));
}

/** What they say to a call. */
export function verdictOf(
  view: Pick<PolicyView, 'policy'>,
  statements: readonly Pick<AuditedStatement, 'statement'>[],
  input: InvocationInput,
): Verdict {
  return compiledOf(view, statements).decide(createInvocation(input));
}

/** An account that the policy does not name; looked for once. */
export function strangerTo(view: PolicyView): string {
  return once(view, strangerTo, () => {
    const text = JSON.stringify(view.policy.json);
    return ['999999999999', '888888888888', '777777777777'].find((one) => !text.includes(one)) ?? '012345678901';
  });
}

/** A function that the statement is about. */
export function functionOf({ home, statement }: AuditedStatement): string {
  const [resource = '*'] = statement.resource ?? [];
  const known = arnOfHome(home);
  const isWild = /[*?]/.test(resource) || resource.includes('${');
  if (!isWild) return resource;
  const pattern = parsePattern(resource, { wildcards: true, variables: false });
  if (known !== undefined && match(pattern, known) === 'yes') return known;
  const { partition = 'aws', region = 'us-east-2', account = '111122223333', name = 'any' } = home;
  const guess = `arn:${partition}:lambda:${region}:${account}:function:${name}`;
  return match(pattern, guess) === 'yes' ? guess : sampleOf(pattern);
}

// AWS: IAM guide, "Action": names without regard to case.
/** Whether an action of a policy is, or takes in, the one that API Gateway asks for. */
export function isInvoking(action: string): boolean {
  const pattern = parsePattern(action.toLowerCase(), { wildcards: true, variables: false });
  return match(pattern, INVOKE_FUNCTION.toLowerCase()) === 'yes';
}

/** The action that the statement is about: invoking, where it is that. */
export function actionOf({ statement }: Pick<AuditedStatement, 'statement'>): string {
  const actions = statement.action ?? [];
  const [first] = actions;
  if (first === undefined || actions.some(isInvoking)) return INVOKE_FUNCTION;
  return sampleOf(parsePattern(first, { wildcards: true, variables: false }));
}

/** A call by API Gateway for an API that is not the policy's, of the account. */
export function foreignCall(
  audited: AuditedStatement,
  account: string,
): InvocationInput & { readonly sourceArn: string } {
  const { partition = 'aws', region = 'us-east-2' } = audited.home;
  return {
    principal: API_GATEWAY,
    resource: functionOf(audited),
    sourceArn: `arn:${partition}:execute-api:${region}:${account}:z9y8x7w6v5/prod/GET/`,
    sourceAccount: account,
  };
}

/** A source ARN, such as API Gateway presents, that a value matches; undefined where none is found. */
export function presentedBy(value: SourceValue, { home }: AuditedStatement): string | undefined {
  const { arn, sourceArn } = value;
  if (arn === undefined || sourceArn === undefined || value.isOpen) return undefined;
  // What API Gateway never presents shows nothing.
  if (value.oddities.some(({ severity }) => severity === 'error')) return undefined;
  const { partition = 'aws', region = 'us-east-2', account = '111122223333' } = home;
  const fill = (name: 'partition' | 'region' | 'account', own: string) =>
    match(arn[name], own) === 'yes' ? own : sampleOf(arn[name], '2');
  const head = ['arn', fill('partition', partition), 'execute-api', fill('region', region), fill('account', account)];
  const resource = resourceLike(sourceArn);
  return resource === undefined ? undefined : [...head, resource].join(':');
}

const STARS = ['a1b2c3d4e5', 'prod', 'GET', 'pets'];

/** The stage `prod`, the method GET and the path `/pets` where a star leaves them open. */
function resourceLike(arn: SourceArn): string | undefined {
  const segments = printComponent(arn.resource).split('/');
  const readable = segments.map((segment, index) => {
    const isLast = index === segments.length - 1;
    const star =
      segments[1] === 'authorizers' ? 'abc123' : STARS.slice(index, isLast ? undefined : index + 1).join('/');
    return segment.replaceAll('*', star || 'pets').replaceAll('?', 'a');
  });
  const candidates = [readable.join('/'), sampleOf(arn.resource, 'a')];
  return candidates.find((text) => match(arn.resource, text) === 'yes' && text.includes('/'));
}
