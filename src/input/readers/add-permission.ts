// Is it what `aws lambda add-permission` printed?

import type { Reader } from '../reader.js';

// AWS: Lambda API reference, AddPermission: `Statement` is one statement as a string, without a Version.
export const addPermission: Reader = {
  id: 'add-permission',
  title: '`add-permission` output',
  sample:
    '{"Statement": "{\\"Sid\\":\\"get\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"apigateway.amazonaws.com\\"},\\"Action\\":\\"lambda:InvokeFunction\\",\\"Resource\\":\\"arn:aws:lambda:us-east-2:111122223333:function:pets\\"}"}',
  holds: 'statement',
  recognises: (json) => json['Policy'] === undefined && typeof json['Statement'] === 'string',
  document: (input) => input.child('Statement'),
};
