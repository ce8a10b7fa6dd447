// Which CloudFormation resources say what a grant says?

import { stringify } from 'yaml';
import { CONTROL, escapeLetter } from '../../model/control.js';
import { additionsIn, type FormInput, type Named, noRemoval, type Unsayable } from './form.js';
import type { AddStep } from './granting.js';

/** `Resources` of a template; empty where nothing is to be written. */
export function template(input: FormInput): object | Unsayable {
  const additions = additionsIn(input);
  if (additions === undefined) return noRemoval(input);
  const unreadable = dynamicReference(additions);
  if (unreadable !== undefined) return unreadable;
  if (additions.length === 0) return {};
  const taken = new Set<string>();
  const resources = additions.map((step) => [
    logicalId(step.name, taken),
    { Type: 'AWS::Lambda::Permission', Properties: propertiesOf(step) },
  ]);
  return { Resources: Object.fromEntries(resources) as object };
}

// AWS: CloudFormation guide, AWS::Lambda::Permission; the statement id is CloudFormation's own.
/** FunctionName is the whole ARN: the template may be deployed where a name alone means another function. */
export function propertiesOf({ request, fn }: Named<AddStep>): Readonly<Record<string, string>> {
  const { Action, Principal, SourceArn, SourceAccount } = request;
  return {
    Action,
    FunctionName: fn.function,
    Principal,
    ...(SourceAccount === undefined ? {} : { SourceAccount }),
    ...(SourceArn === undefined ? {} : { SourceArn }),
  };
}

// AWS: CloudFormation guide, "Get values stored in other services using dynamic references": within any property.
/** What CloudFormation would put something else in place of. */
export function dynamicReference(additions: readonly Named<AddStep>[]): Unsayable | undefined {
  const found = additions.find((step) =>
    Object.values(propertiesOf(step)).some((value) => value.includes('{{resolve:')),
  );
  return (
    found && {
      cannot: `CloudFormation would put a value in place of what \`${found.request.SourceArn}\` says`,
      hint: 'use --as command or --as cli-input-json',
    }
  );
}

/** YAML with every text in JSON's quotes, but for names: nothing in it is taken for a number, a date or an alias. */
export function yamlOf(value: object): string {
  if (Object.keys(value).length === 0) return '';
  const yaml = stringify(value, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
  // YAML lets letters pass that a terminal would obey; within its quotes they may be escaped as in JSON.
  return yaml.replace(CONTROL, (letter) => (letter === '\n' ? letter : escapeLetter(letter)));
}

// AWS: CloudFormation guide, "Resources": logical ids are letters and digits.
function logicalId(name: string, taken: Set<string>): string {
  const words = name.match(/[A-Za-z0-9]+/g) ?? ['Permission'];
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  // `Yes`, `ON` and `N` are truths to a reader of YAML 1.1, `12` and `1E3` numbers.
  const base = /^(?:y|n|yes|no|on|off|true|false|null|\d.*)$/i.test(joined) ? `${joined}Permission` : joined;
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}N${count}`;
  taken.add(id);
  return id;
}
