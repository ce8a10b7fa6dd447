// Is who writes `sourcearn simulate` as other programs are called, or reads standard input twice, told what to write?

import { expect, test } from '@jest/globals';
import { ONE, simulated } from '../../support/simulated.js';

test.each<[what: string, argv: string[], message: RegExp]>([
  ...[
    ...['-d', '--body', '--data-raw', '--data-binary'].map((flag) => [flag, 'write --data <text>']),
    ...['-H', '--headers'].map((flag) => [flag, 'write --header "Name: value"']),
    ...['-X', '--request', '--method'].map((flag) => [flag, 'write the method before the path: "POST /pets"']),
  ].map(([flag = '', instead = '']): [string, string[], RegExp] => [
    `${flag} of another program`,
    [...ONE, flag, 'a'],
    new RegExp(`^error: unknown option '${flag}'\n(?:.*\n)+  ${instead}\n$`),
  ]),
  ...[
    ['--response', '-', '--authorizer-response', '-'],
    ['--error', '-', '--authorizer-response', '-'],
    ['--response', '-', '--data', '@-'],
    ['--error', '-', '--message', '@-'],
  ].map((words): [string, string[], RegExp] => [
    `standard input as ${words.join(' ')}`,
    [...ONE, ...words],
    /^error: standard input \(`-`\) can be read only once\n$/,
  ]),
])('%s', async (_, argv, message) => {
  const outcome = await simulated(argv);
  expect(outcome).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) });
});
