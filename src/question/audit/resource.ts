// How does a Resource stand to the function whose policy it is in?

import { match } from '../../glob/match.js';
import { isOpen } from '../../glob/pattern.js';
import { arnOfPattern } from '../../model/arn.js';
import type { Home } from './home.js';
import type { AuditedStatement } from './statement.js';

/** Whether a Resource can never be the function that we are told of, for one part of its ARN. */
export function isDifferent(
  { view }: AuditedStatement,
  text: string,
  part: 'partition' | 'region' | 'account' | 'name',
): boolean {
  const told = view.told[part];
  if (told === undefined) return false;
  if (part === 'name') {
    const arn = view.functionArn(text);
    return arn !== undefined && arn.name !== told;
  }
  const arn = arnOfPattern(view.read(text, true));
  return arn !== undefined && !isOpen(arn[part]) && match(arn[part], told) === 'no';
}

/** A version or alias in a message. */
export function qualifierText(qualifier: Home['qualifier']): string {
  return qualifier === null || qualifier === undefined ? 'the unqualified function' : `\`${qualifier}\``;
}
