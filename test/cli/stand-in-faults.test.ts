// Is an error that is none told, and a handler that this Node.js cannot run?

import { expect, test } from '@jest/globals';
import { files, ONE, simulated } from '../support/simulated.js';

const own = {
  'null.json': 'null',
  'list.json': '[]',
  'wordless.json': '{"errorType":"PetError"}',
  'unreadable.json': '{"errorMessage":{"toString":1}}',
  'untyped.json': '{"errorMessage":"a","errorType":{"toString":1}}',
  'typed.ts': 'export const handler = (): void => {};',
};

test.each<[what: string, name: string, said: RegExp]>([
  ...['null.json', 'list.json', 'wordless.json', 'unreadable.json'].map((name): [string, string, RegExp] => [
    'a message',
    name,
    /^error: `\w+\.json`: expected a text as `errorMessage`, as in `\{"errorType": "Error", "errorMessage": ".*"\}`$/m,
  ]),
  ['a type', 'untyped.json', /^error: `untyped\.json`: expected a text as `errorType`, as in /],
])('an error whose text is none: %s in %s', async (_, name, said) => {
  const outcome = await simulated([...ONE, '--error', name], { files: { ...files, ...own } });
  expect(outcome).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringMatching(said) });
});

test.each([
  [
    undefined,
    3,
    /^error: `typed\.ts` is TypeScript, which this Node\.js does not run: compile it to JavaScript first$/m,
  ],
  [false, 3, /is TypeScript/],
  ['strip', 1, /^$/],
])('a handler in TypeScript, where Node.js says `%s` of it', async (typescript, exitCode, said) => {
  const present = Object.getOwnPropertyDescriptor(process.features, 'typescript');
  Object.defineProperty(process.features, 'typescript', { value: typescript, configurable: true });
  try {
    const outcome = await simulated([...ONE, '--handler', 'typed.ts'], { files: { ...files, ...own } });
    expect(outcome).toMatchObject({ exitCode, stderr: expect.stringMatching(said) });
  } finally {
    if (present === undefined) Reflect.deleteProperty(process.features, 'typescript');
    else Object.defineProperty(process.features, 'typescript', present);
  }
});
