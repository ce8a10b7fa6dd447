// How does a grant look in a CloudFormation template, in JSON?

import { harmlessJson } from '../../../model/control.js';
import type { Form } from '../form.js';
import { template } from '../template.js';

export const cloudformationJson: Form = {
  id: 'cloudformation-json',
  title: 'resources for a CloudFormation template, in JSON',
  givesIds: true,
  print: (input) => {
    const resources = template(input);
    if ('cannot' in resources) return resources;
    return Object.keys(resources).length === 0 ? '' : `${harmlessJson(resources, 2)}\n`;
  },
};
