// Which line, which policies and which results do the tests of `sourcearn simulate` share?

import { run, type Setting } from './world.js';
import { allow, deny, FUNCTION } from './worlds.js';

export const LINE = ['simulate', 'GET /orders'];
export const API = [
  '--type',
  'rest',
  '--stage',
  'prod',
  '--route',
  'ANY /orders',
  '--function',
  FUNCTION,
  '--api',
  'a1b2c3d4e5',
];
export const NOW = ['--now', '2026-11-23T12:00:00Z'];
export const ONE = [...LINE, ...API, ...NOW, '--policy', 'allow.json'];
export const SOURCE_ARN = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';
export const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
export const files = {
  'allow.json': policy(allow({ Sid: 'all' })),
  'deny.json': policy(allow(), deny({ Sid: 'never' })),
  'get.json': policy(allow({ Condition: { ArnLike: { 'aws:SourceArn': `${SOURCE_ARN}/*/GET/orders` } } })),
  'other.json': policy(allow({ Resource: `${FUNCTION}-others` })),
  'unsure.json': policy(allow({ Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1' } } })),
  'broken.json': '{"Statement": [',
  'ok.json': '{"statusCode":200,"headers":{"X-A":"b"},"body":"made"}',
  'bad.json': '{"statusCode":"two"}',
  'bytes.json': '{"statusCode":200,"isBase64Encoded":true,"body":"AP+A"}',
  'error.json': '{"errorMessage":"no such table"}',
  'body.bin': Uint8Array.of(0, 255, 128),
};
export const simulated = (argv: readonly string[], setting: Setting = {}) => run(argv, { files, ...setting });
export const asData = async (argv: readonly string[], setting: Setting = {}) => {
  const { stdout, stderr, exitCode } = await simulated([...argv, '--format', 'json'], setting);
  return { ...JSON.parse(stdout), stderr, exitCode };
};
