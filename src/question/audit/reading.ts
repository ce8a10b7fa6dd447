// What do the findings of the reader stand for? They come with every policy that AWS would refuse, or that is none.

import type { Rule, Severity } from '../../model/finding.js';

/** A page without examples. */
export type ReadingRule = Omit<Rule, 'page' | 'group'> & { readonly group: 'refused' | 'not read' };

const GRAMMAR = 'IAM guide, "Grammar of the IAM JSON policy language"';
const REFUSED =
  'AWS refuses such a document, or does not read it as its author meant. What it says is therefore not certain.';
const UNREAD = 'What cannot be read cannot be audited, and may hold anything: the exit code is 3.';

const refused = (id: string, title: string, source = GRAMMAR, severity: Severity = 'error'): ReadingRule => ({
  ...{ id, severity, title, source, group: 'refused' },
  why: REFUSED,
});
const unread = (id: string, title: string, severity: Severity = 'error'): ReadingRule => ({
  ...{ id, severity, title, group: 'not read' },
  source: 'the JSON grammar (RFC 8259), and the forms that `sourcearn` reads',
  why: UNREAD,
});

/** Every id that `input/` may give, but those of test cases and routes. */
export const READING_RULES: readonly ReadingRule[] = [
  refused('action-not-a-string', 'an action that is not a string'),
  refused('contradicting-elements', 'an element beside its own negation'),
  refused('document-not-an-object', 'a document that is not an object'),
  refused('duplicate-key', 'a JSON name twice in one object'),
  refused('id-not-a-string', 'an `Id` that is not a string'),
  refused('malformed-action', 'an action that is none'),
  refused('malformed-condition', 'a condition that is none'),
  refused('malformed-principal', 'a principal that is none'),
  refused('missing-action', 'no `Action`'),
  refused('missing-effect', 'no `Effect`'),
  refused('missing-principal', 'no `Principal`'),
  refused('missing-resource', 'no `Resource`'),
  refused('missing-statement', 'no `Statement`'),
  refused(
    'odd-sid',
    'a Sid with letters that Lambda does not take',
    'Lambda API reference, AddPermission, StatementId',
    'warning',
  ),
  refused('resource-not-a-string', 'a Resource that is not a string'),
  refused('sid-not-a-string', 'a Sid that is not a string'),
  refused('statement-not-an-object', 'a statement that is not an object'),
  refused('unknown-effect', 'an `Effect` that is neither `Allow` nor `Deny`'),
  refused('unknown-element', 'an element that no policy has'),
  refused('unknown-principal-type', 'a type of principal that does not exist'),
  refused('unknown-version', 'a `Version` that does not exist', 'IAM guide, "Version"'),
  refused('wildcard-in-principal', 'a wildcard in a principal', 'IAM guide, "Principal"'),
  unread('aws-error', 'an error message of the AWS CLI in place of a policy'),
  unread('empty-input', 'nothing in the file'),
  unread('html', 'a web page in place of a policy'),
  unread('linked-folder', 'a link to a folder, which is not followed', 'warning'),
  unread('no-policy', 'the function has no policy', 'info'),
  unread('not-a-policy', 'JSON that is not a policy'),
  unread('not-json', 'text that is not JSON'),
  unread('not-text', 'bytes that are no text'),
  unread('too-deep', 'JSON nested deeper than any policy'),
  unread('unplaced-file', 'a file whose path does not say where its function lives', 'warning'),
  unread('unreadable-file', 'a file or folder that cannot be opened'),
];
