// What in a document changes what API Gateway answers, and is not in the model of an API?

import type { Located, Telling } from '../definition-reader.js';

/** At the root of the document, and in words. */
const AT_ROOT: Readonly<Record<string, string>> = {
  'x-amazon-apigateway-gateway-responses': 'gateway responses of its own',
  'x-amazon-apigateway-policy': 'a resource policy, which may refuse callers',
  'x-amazon-apigateway-request-validator': 'a request validator, which may refuse requests',
};
const VALIDATOR = 'x-amazon-apigateway-request-validator';

/** Tells of each once, at its first place. */
export function tellUnsimulated(
  document: Located,
  operations: readonly Located[],
  apiKey: Located | undefined,
  told: Telling,
): void {
  const tell = (what: string, value: Located) =>
    told.tell({
      id: 'not-simulated',
      severity: 'info',
      message: `the API has ${what}: that is not simulated`,
      place: value.place('key'),
    });
  for (const [name, what] of Object.entries(AT_ROOT)) {
    const value = document.child(name);
    if (value !== undefined) tell(what, value);
  }
  // Validators alone do nothing: the document or a method has to name one.
  const validated = operations.find((operation) => operation.child(VALIDATOR) !== undefined)?.child(VALIDATOR);
  if (validated !== undefined && document.child(VALIDATOR) === undefined) tell(AT_ROOT[VALIDATOR] as string, validated);
  if (apiKey !== undefined) tell('methods that want an API key', apiKey);
}
