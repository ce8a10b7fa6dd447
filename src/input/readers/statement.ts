// Is it a lone statement, cut from a policy?

import type { Reader } from '../reader.js';

export const statement: Reader = {
  id: 'statement',
  title: 'a statement',
  sample: '{"Sid": "get", "Effect": "Allow", "Principal": "*", "Action": "lambda:InvokeFunction", "Resource": "*"}',
  holds: 'statement',
  recognises: (json) =>
    json['Policy'] === undefined &&
    json['Statement'] === undefined &&
    json['Version'] === undefined &&
    json['Effect'] !== undefined,
  document: (input) => input,
};
