// How does a grant look in a CDK stack, in TypeScript?

import { harmlessJson } from '../../../model/control.js';
import { additionsIn, type Form, noRemoval } from '../form.js';
import { dynamicReference, propertiesOf } from '../template.js';

// AWS: CDK API reference, aws-cdk-lib.aws_lambda.CfnPermission.
// Inferred: an imported function takes a permission only where its account is known to be the stack's, so that the
// resource itself is the sure way.
export const cdk: Form = {
  id: 'cdk',
  title: 'constructs for a CDK stack, in TypeScript',
  givesIds: true,
  print: (input) => {
    const additions = additionsIn(input);
    if (additions === undefined) return noRemoval(input);
    const unreadable = dynamicReference(additions);
    if (unreadable !== undefined) return unreadable;
    if (additions.length === 0) return '';
    const constructs = additions.map((step) => {
      const lines = Object.entries(propertiesOf(step)).map(
        ([name, value]) => `  ${name.charAt(0).toLowerCase()}${name.slice(1)}: ${harmlessJson(value)},\n`,
      );
      return `new CfnPermission(this, ${harmlessJson(step.name)}, {\n${lines.join('')}});\n`;
    });
    return `import { CfnPermission } from 'aws-cdk-lib/aws-lambda';\n\n${constructs.join('\n')}`;
  },
};
