// Which small documents do the tests of this room read, and how do they say where something stands?

import type { Reading } from '../../src/input/read.js';
import type { Place } from '../../src/model/place.js';

export function statementNamed(sid: string, changes: object = {}) {
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: { Service: 'apigateway.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: 'arn:aws:lambda:us-east-2:111122223333:function:pets',
    Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/*/GET/pets' } },
    ...changes,
  };
}

export function documentOf(...sids: string[]) {
  return { Version: '2012-10-17', Id: 'default', Statement: sids.map((sid) => statementNamed(sid)) };
}

/** A document as `get-policy` prints it: a string inside. */
export function getPolicyOf(document: unknown) {
  return { Policy: JSON.stringify(document), RevisionId: '4843f2f6-7c59-4fda-b484-afd0bc0e22b8' };
}

/** A line with one statement of that Sid. */
export function line(sid: string): string {
  return JSON.stringify(documentOf(sid));
}

/** The Sids of each policy, one word a statement. */
export function sidsOf({ policies }: Pick<Reading, 'policies'>): string[] {
  return policies.map(({ statements }) => statements.map(({ sid }) => sid).join(' '));
}

/** The findings of a reading and of its policies. */
export function findingsOf({ policies, findings }: Reading) {
  return [...findings, ...policies.flatMap((policy) => policy.findings)];
}

export function textAt({ source }: Pick<Reading, 'source'>, { start, end }: Pick<Place, 'start' | 'end'>): string {
  return source.text.slice(start, end);
}

/** A text in which `‸` marks a spot: the text without it, and where the spot is. Reckoned apart from the program. */
export function marked(text: string) {
  const before = text.slice(0, text.indexOf('‸')).split('\n');
  return {
    text: text.replace('‸', ''),
    line: before.length,
    column: (before.at(-1) as string).length + 1,
  };
}

/** A text in which `«…»` marks a stretch: the text without the marks, and the stretch. */
export function stretched(text: string) {
  const start = text.indexOf('«');
  const end = text.indexOf('»') - 1;
  return { text: text.replace('«', '').replace('»', ''), start, end };
}
