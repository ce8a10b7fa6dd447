// Is wrong usage told in a sentence, with what to add, on standard error and with exit code 2?

import { describe, expect, test } from '@jest/globals';
import { run, type Setting, wordsOf } from '../support/world.js';

const ARN = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/prod/GET/pets';
const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const statement = (name: string) => ({
  ...{ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'lambda:InvokeFunction' },
  Resource: `arn:aws:lambda:us-east-2:111122223333:function:${name}`,
});
const documentOf = (...names: string[]) => JSON.stringify({ Version: '2012-10-17', Statement: names.map(statement) });

const files = {
  'pets.json': documentOf('pets'),
  'many.json': documentOf('pets', 'orders'),
  'star.json': documentOf('*'),
  'cases.ndjson': '{"invocation": {}}',
};
const CALL = 'evaluate pets.json --api a1b2c3d4e5 --type rest --stage prod --route "GET /pets"';
const BY_ARN = `evaluate pets.json --source-arn ${ARN}`;

async function refusalOf(line: string, setting: Setting = {}) {
  const { exitCode, stdout, stderr } = await run(wordsOf(line), { files, stdin: documentOf('pets'), ...setting });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(/^error: \S.*[^.\n]\n(?:(?: {2}.*|\(--help says more\))\n)*$/);
  return stderr;
}

describe('something is missing', () => {
  test.each<[what: string, line: string, says: RegExp, add: RegExp]>([
    ['everything', 'evaluate', /no policy/, /add .*get-policy.* or - /],
    ['the policy', `evaluate --source-arn ${ARN}`, /no policy/, /add .*get-policy/],
    ['the invocation', 'evaluate pets.json', /no invocation/, /add --api, --type and --route.*--source-arn.*--cases/],
    ['the type', 'evaluate pets.json --api x --route "GET /"', /not complete/, /add --type rest\|http\|websocket\n/],
    ['the API', 'evaluate pets.json --type rest --route "GET /"', /not complete/, /add --api <id>\n/],
    ['the route', 'evaluate pets.json --api x --type rest', /not complete/, /add --route <key> or --authorizer <id>\n/],
    ['all but the stage', 'evaluate pets.json --stage prod', /not complete/, /add --api.*--type.*--route/],
    ['all but the Test button', 'evaluate pets.json --test-invoke', /not complete/, /add --api.*--type.*--route/],
    ['the stage', 'evaluate pets.json --api x --type rest --route "GET /"', /which one/, /add --stage <name>/],
    ['a WebSocket’s stage', 'evaluate pets.json --api x --type websocket --route a', /which one/, /add --stage <name>/],
    [
      'which function',
      CALL.replace('pets.json', 'many.json'),
      /several functions/,
      /--function.*\n.*:pets\n.*:orders\n/,
    ],
    ['which function, where a star names it', CALL.replace('pets.json', 'star.json'), /no Resource/, /add --function/],
    ['something to parse', 'parse', /argument|nothing to parse/, /--help|add/],
    ['the cases’ policy file', 'evaluate --cases', /argument missing/, /--help/],
  ])('%s', async (_, line, says, add) => {
    const stderr = await refusalOf(line);
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(add);
  });
});

describe('something is wrong', () => {
  test.each<[what: string, line: string, says: RegExp]>([
    ['a type nobody knows', CALL.replace('rest', 'soap'), /expected one of rest, http, websocket, found `soap`/],
    ['a method nobody knows', CALL.replace('GET', 'FETCH'), /expected one of ANY, .*found `FETCH`/],
    ['a route that is none', CALL.replace('GET /pets', 'pets'), /expected a method, a space and a path.*found `pets`/],
    ['a verb that the route has not', `${CALL} --method POST`, /only an ANY route is narrowed/],
    ['a verb nobody knows', `${CALL.replace('GET', 'ANY')} --method FETCH`, /expected one of DELETE.*found `FETCH`/],
    ['a route and an authorizer', `${CALL} --authorizer abc123`, /of a route or of an authorizer/],
    [
      'the Test button of an HTTP API',
      'evaluate pets.json --api x --type http --route "GET /" --test-invoke',
      /only REST/,
    ],
    ['an API that is an ARN', CALL.replace('a1b2c3d4e5', ARN), /expected an API id.*found `arn:/],
    ['an API with a star', CALL.replace('a1b2c3d4e5', "'*'"), /expected an API id.*found `\*`/],
    ['an API of no letters', CALL.replace('a1b2c3d4e5', "''"), /expected an API id|not complete/],
    ['an account that is none', `${CALL} --api-account 1234`, /account.*12 digits.*found `1234`/],
    ['a source account that is none', `${BY_ARN} --source-account x`, /12 digits as --source-account, found `x`/],
    ['a source ARN that is none', 'evaluate pets.json --source-arn pets', /expected an ARN as the source ARN.*`pets`/],
    ['a source ARN with a star', `evaluate pets.json --source-arn '${ARN}/*'`, /has no wildcards/],
    ['a key without a value', `${BY_ARN} --context aws:SourceOrgID`, /expected key=value as --context.*SourceOrgID/],
    ['a value without a key', `${BY_ARN} --context =x`, /expected key=value as --context, found `=x`/],
    ['unknown as nobody knows', `${CALL} --unknown maybe`, /one of pass, fail as --unknown, found `maybe`/],
    ['a function that is none', `${CALL} --function 'x y'`, /ARN of a function.*found `x y`/],
    ['a function with a star', `${CALL} --function '${FUNCTION}*'`, /ARN of a function.*found `/],
    ['a stage with a star', CALL.replace('prod', "'*'"), /stage/],
    ['a stage with a slash', CALL.replace('prod', 'prod/v1'), /stage/],
    ['a route with a star', CALL.replace('/pets', '/pets/*'), /path|route/],
    ['an authorizer with a star', "evaluate pets.json --api x --type rest --authorizer '*'", /authorizer/],
  ])('%s', async (_, line, says) => {
    expect(await refusalOf(line)).toMatch(says);
  });
});

describe('two things that do not go together', () => {
  test.each<[what: string, line: string, says: RegExp]>([
    ['the Test button and a stage', `${CALL} --test-invoke`, /Test button.*stage/],
    ['a call and a source ARN', `${CALL} --source-arn ${ARN}`, /no room for --source-arn/],
    ['a call and no source account', `${CALL} --no-source-account`, /no room for --source-account/],
    ['a call and a principal', `${CALL} --principal 111122223333`, /no room for --principal/],
    ['cases and a call', `${CALL} --cases cases.ndjson`, /stands in the cases/],
    ['cases and a source ARN', `${BY_ARN} --cases cases.ndjson`, /stands in the cases/],
    ['cases and policy from one stream', 'evaluate - --cases -', /either the cases or a policy/],
    ['two policies from one stream', 'parse - -', /standard input.*only once/],
    ['those of a question', `evaluate - - --source-arn ${ARN}`, /standard input.*only once/],
  ])('%s', async (_, line, says) => {
    expect(await refusalOf(line)).toMatch(says);
  });
});

describe('files that are not there', () => {
  test('a glob that nothing matches', async () => {
    expect(await refusalOf("parse 'nowhere/*.json'")).toMatch(/no file matches `nowhere\/\*\.json`/);
  });

  test('a question that is not complete is told before any file is looked for', async () => {
    expect(await refusalOf('evaluate nowhere.json --api x --type rest')).toMatch(/add --route/);
  });

  test('a function of which no policy speaks, where there are several', async () => {
    const stderr = await refusalOf(`evaluate pets.json many.json --function ${FUNCTION}s --source-arn ${ARN}`);
    expect(stderr).toMatch(/none of the 2 policies names `.*:petss`/);
    expect(stderr).toMatch(/:pets\n.*:orders\n/);
  });

  test('of many functions the first are listed', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `f${index}`);
    const stderr = await refusalOf(CALL, { files: { 'pets.json': documentOf(...names) } });
    expect(stderr.split('\n').length).toBeLessThan(30);
  });
});

test('what is said of usage says nothing of JSON: standard output stays empty', async () => {
  expect(await refusalOf('evaluate pets.json --format json')).toMatch(/no invocation/);
});
