// What is a statement called? Readable, valid, the same for the same grant and another for another.

import { createHash } from 'node:crypto';
import type { AddPermissionRequest } from '../../lambda/request.js';
import { splitArn } from '../../model/arn.js';

// AWS: Lambda API reference, AddPermission, StatementId: letters, digits, `-` and `_`, at most 100.
const LONGEST = 100;

/** `apigateway-a1b2c3d4e5-all-GET-pets-all-3f9a1c2b70`: what it lets in, and ten digits of a hash of all that the grant says. */
export function statementIdFor(request: Omit<AddPermissionRequest, 'StatementId'>, functionArn: string): string {
  const { Action, Principal, SourceArn = '', SourceAccount = '' } = request;
  const told = JSON.stringify([Action, Principal, functionArn, SourceArn, SourceAccount]);
  const hash = createHash('sha256').update(told).digest('hex').slice(0, 10);
  const source = splitArn(SourceArn)?.resource ?? splitArn(Principal)?.resource ?? Principal;
  const words = source.replaceAll('*', 'all').match(/[\w-]+/g) ?? [];
  const readable = ['apigateway', ...words].join('-').slice(0, LONGEST - hash.length - 1);
  return `${readable}-${hash}`;
}

/** The id, or the next one after it that is not taken. */
export function freeStatementId(id: string, taken: ReadonlySet<string>): string {
  let free = id;
  for (let count = 2; taken.has(free); count += 1) free = numbered(id, count);
  return free;
}

/** Whether an id is the wanted one, or one made from it because that was taken. */
export function isIdFor(id: string, wanted: string): boolean {
  const [, count] = /-(\d+)$/.exec(id) ?? [];
  return id === wanted || (count !== undefined && id === numbered(wanted, Number(count)));
}

function numbered(id: string, count: number): string {
  const suffix = `-${count}`;
  return id.slice(0, LONGEST - suffix.length) + suffix;
}
