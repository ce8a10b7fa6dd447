// With whose credentials does an integration or an authorizer call, as its `credentials` say?

import { splitArn } from './arn.js';
import { isAccountId } from './aws.js';

/** A role of an account, or whoever calls the API. */
export type Credentials =
  | { readonly kind: 'role'; readonly partition: string; readonly account: string }
  | { readonly kind: 'caller'; readonly partition: string };

// AWS: API Gateway guide, "Set up Lambda proxy integrations", credentials: `arn:aws:iam::*:user/*` stands for the caller.
const CALLER = /^arn:[\w-]+:iam::\*:user\/\*$/;

/** Undefined where they are neither the ARN of a role nor that of the caller. */
export function parseCredentials(text: string): Credentials | undefined {
  const arn = splitArn(text);
  if (arn === undefined) return undefined;
  const { partition, service, account, resource } = arn;
  if (CALLER.test(text)) return { kind: 'caller', partition };
  const isRole = service === 'iam' && isAccountId(account) && /^role\/[^*?]+$/.test(resource);
  return isRole ? { kind: 'role', partition, account } : undefined;
}
