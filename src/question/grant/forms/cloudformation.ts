// How does a grant look in a CloudFormation template, in YAML?

import type { Form } from '../form.js';
import { template, yamlOf } from '../template.js';

export const cloudformation: Form = {
  id: 'cloudformation',
  title: 'resources for a CloudFormation template, in YAML',
  givesIds: true,
  print: (input) => {
    const resources = template(input);
    return 'cannot' in resources ? resources : yamlOf(resources);
  },
};
