// What is the way out for who asks for what is not there?

import { expect, test } from '@jest/globals';
import type { Api, ApiType } from '../../../src/model/api.js';
import { nearRoutes } from '../../../src/question/simulate/dead-ends.js';
import { routeTo } from '../../support/simulating.js';

const TWICE = 'the path is relative to the stage: leave out `/prod`';
const ROUTES = 'the API has `GET /pets`';

test.each<[fact: string, type: ApiType, stages: readonly string[], target: string, hint: string]>([
  ['the stage twice', 'rest', ['prod'], '/prod/prod/pets', TWICE],
  ['any stage twice, where nobody says which there are', 'rest', [], '/prod/prod/pets', TWICE],
  ['a named stage of an HTTP API twice', 'http', ['prod', '$default'], '/prod/prod/pets', TWICE],
  ['what is no stage', 'http', ['$default'], '/v1/v1', ROUTES],
  ['what is no stage, where nobody says which there are', 'http', [], '/v1/v1', ROUTES],
  ['what is another stage', 'rest', ['prod'], '/v1/v1', ROUTES],
  ['nothing twice', 'rest', [], '//', ROUTES],
])('%s', (_, type, stages, target, hint) => {
  const api: Api = { type, stages: stages.map((name) => ({ name })), routes: [routeTo('GET /pets')] };
  expect(nearRoutes(api, { method: 'GET', target, headers: [] }, 'noRoute')).toBe(hint);
});
