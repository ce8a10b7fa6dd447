// Is it a bare policy document?

import type { Reader } from '../reader.js';

export const policyDocument: Reader = {
  id: 'policy-document',
  title: 'a policy document',
  sample: '{"Version": "2012-10-17", "Statement": []}',
  holds: 'document',
  recognises: (json) =>
    json['Policy'] === undefined &&
    typeof json['Statement'] !== 'string' &&
    (json['Statement'] !== undefined || json['Version'] !== undefined),
  document: (input) => input,
};
