// How does a grant look in a SAM template?

import type { Form } from '../form.js';
import { template, yamlOf } from '../template.js';

// AWS: SAM guide, "AWS SAM template anatomy": any CloudFormation resource may stand in one, below the Transform.
export const sam: Form = {
  id: 'sam',
  title: 'resources for a SAM template, in YAML',
  givesIds: true,
  warning: () =>
    'a route under the Events of an AWS::Serverless::Function brings its own permission: this is for an API that the template does not make',
  print: (input) => {
    const resources = template(input);
    if ('cannot' in resources) return resources;
    return yamlOf(Object.keys(resources).length === 0 ? {} : { Transform: 'AWS::Serverless-2016-10-31', ...resources });
  },
};
