// Is it what `aws lambda get-policy` or `get-resource-policy` printed?

import type { Reader } from '../reader.js';

// AWS: Lambda API reference, GetPolicy and GetResourcePolicy: `Policy` is a string; older pages show an object.
export const getPolicy: Reader = {
  id: 'get-policy',
  title: '`get-policy` or `get-resource-policy` output',
  sample:
    '{"Policy": "{\\"Version\\":\\"2012-10-17\\",\\"Id\\":\\"default\\",\\"Statement\\":[]}", "RevisionId": "4843f2f6-7c59-4fda-b484-afd0bc0e22b8"}',
  holds: 'document',
  recognises: (json) =>
    json['Policy'] !== undefined && json['Statement'] === undefined && json['Version'] === undefined,
  document: (input) => input.child('Policy'),
};
