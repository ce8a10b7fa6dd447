// Which policy do most tests of a grant need? One Allow for API Gateway on one function, by one source ARN.

import { parsePolicy } from '../../src/index.js';

export function granting(resource: string, sourceArn: string) {
  return parsePolicy({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'apigateway.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: resource,
      Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } },
    },
  });
}
