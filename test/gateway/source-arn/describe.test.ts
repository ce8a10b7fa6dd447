// Do the sentences about a source ARN say what it would match, for each kind of API?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Description, describeSourceArn } from '../../../src/gateway/source-arn/describe.js';
import { match } from '../../../src/glob/match.js';
import { parsePattern } from '../../../src/glob/pattern.js';
import { HTTP_VERBS } from '../../../src/model/aws.js';
import { parseSourceArn, type SourceArn } from '../../../src/model/execute-api.js';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20261101) });

const HEAD = 'arn:aws:execute-api:us-east-2:111122223333:';
const told = (resource: string) => describeSourceArn(parseSourceArn(HEAD + resource) as SourceArn);

const NOTHING: Description = {
  rest: 'nothing: a REST API presents stage, method and path',
  http: 'nothing: an HTTP API presents stage, method and path, or stage and `$default`',
  websocket: 'nothing: a WebSocket API presents stage and route key, two segments',
  authorizer: 'nothing: an authorizer is presented as `authorizers/` and its id',
};
const EVERYTHING: Description = {
  rest: 'every method and path in every stage',
  http: 'every method and path in every stage, the `$default` route included',
  websocket: 'every route in every stage',
  authorizer: 'every authorizer of the API',
};
const routes = (sentence: string) => ({ rest: sentence, http: sentence });

describe('behind the API id', () => {
  // What is left out of a row matches nothing.
  test.each<[suffix: string, matches: Partial<Description>]>([
    ['*', EVERYTHING],
    ['/*', EVERYTHING],
    ['/*/*', EVERYTHING],
    ['/*/*/*', routes('every method on every path in every stage')],
    ['/prod/GET/pets', routes('`GET` on `/pets` in the stage `prod`')],
    ['/prod/GET/pets/{petId}', routes('`GET` on `/pets/{petId}` in the stage `prod`')],
    ['/$default/GET/pets', routes('`GET` on `/pets` in the stage `$default`')],
    ['/*/ANY/user', routes('`ANY` on `/user` in every stage')],
    ['/p*/GET/*', routes('`GET` on every path in stages like `p*`')],
    ['/prod/P*/a?', routes('methods like `P*` on paths like `/a?` in the stage `prod`')],
    ['/*/*/pets/*', routes('every method on paths like `/pets/*` in every stage')],
    ['/prod/GET/', routes('`GET` on the root resource in the stage `prod`')],
    [
      '/prod/*',
      {
        rest: 'every method and path in the stage `prod`',
        http: 'every method and path in the stage `prod`, the `$default` route included',
        websocket: 'every route in the stage `prod`',
      },
    ],
    [
      '/prod/$default',
      { http: 'the `$default` route in the stage `prod`', websocket: 'the route `$default` in the stage `prod`' },
    ],
    ['/dev/$connect', { websocket: 'the route `$connect` in the stage `dev`' }],
    ['/dev/send?', { websocket: 'routes like `send?` in the stage `dev`' }],
    [
      '/*/GET',
      {
        ...routes('only paths that end in `/GET`, because `*` crosses `/`'),
        websocket: 'the route `GET` in every stage',
        authorizer: 'the authorizer `GET`',
      },
    ],
    [
      '/authorizers/a1',
      { authorizer: 'the authorizer `a1`', websocket: 'only routes of a stage called `authorizers`' },
    ],
    [
      '/authorizers/*',
      {
        rest: 'only routes of a stage called `authorizers`',
        http: 'only routes of a stage called `authorizers`, the `$default` route included',
        websocket: 'only routes of a stage called `authorizers`',
        authorizer: 'every authorizer of the API',
      },
    ],
    ['/prod', {}],
    ['/prod/', {}],
    ['/', {}],
    ['/prod/GET', { websocket: 'the route `GET` in the stage `prod`' }],
    ['//GET/pets', {}],
    ['/prod//pets', {}],
    ['/prod/FETCH/pets', {}],
    ['/prod/get/pets', {}],
    ['/?', {}],
  ])('`%s`', (suffix, matches) => {
    const { also: _, ...sentences } = told(`a1b2c3d4e5${suffix}`);
    expect(sentences).toEqual({ ...NOTHING, ...matches });
  });

  test('nothing at all', () => {
    expect(new Set(Object.values(told('a1b2c3d4e5')))).toEqual(
      new Set(['nothing: the API id is always followed by a slash and more']),
    );
  });

  test('any API is as one', () => {
    expect(told('*/prod/GET/pets')).toEqual(told('a1b2c3d4e5/prod/GET/pets'));
  });

  test.each(['/*/get/pets', '/*/FETCH/pets'])('`%s` is not told as a method, which nobody calls', (suffix) => {
    const { rest, http } = told(`a1b2c3d4e5${suffix}`);
    expect([rest, http].join()).not.toMatch(/`get` on|`FETCH` on/);
  });
});

describe('what it matches beside, because a star crosses a slash', () => {
  test.each<[suffix: string, also: string | undefined]>([
    ['*/GET/pets', 'prod/POST/foo/GET/pets'],
    ['*/GET/', 'prod/POST/foo/GET/'],
    ['*/*/pets', 'prod/POST/foo/GET/pets'],
    ['prod/*/pets', 'prod/POST/foo/pets'],
    ['prod/GET/pets', undefined],
    ['prod/GET/*/pets', undefined],
    ['prod/G?T/pets', undefined],
    ['*/GET/*', undefined],
    ['*/*', undefined],
    ['*/$connect', undefined],
  ])('`%s`: %s', (suffix, also) => {
    expect(told(`a1b2c3d4e5/${suffix}`).also).toBe(also);
  });
});

describe('laws', () => {
  const STAGES = ['prod', '$default', 'authorizers'];
  const PATHS = ['/', '/a', '/a/b', '/POST/a', '/$default', '/{p+}'];
  const methods = STAGES.flatMap((stage) =>
    [...HTTP_VERBS, 'ANY'].flatMap((verb) => PATHS.map((path) => `${stage}/${verb}${path}`)),
  );
  const PRESENTED = {
    rest: methods,
    http: [...methods, ...STAGES.map((stage) => `${stage}/$default`)],
    websocket: STAGES.flatMap((stage) => ['$connect', '$default', 'a', 'GET'].map((key) => `${stage}/${key}`)),
    authorizer: ['authorizers/a', 'authorizers/abc123'],
  };
  const segment = fc.constantFrom(
    '*',
    '**',
    '?',
    'prod',
    'p*',
    '*d',
    'GET',
    'G*',
    'ANY',
    '',
    'a',
    '$default',
    'a?',
    'authorizers',
    'auth*',
  );
  const suffixes = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));

  test('what matches something that is presented is never called nothing', () => {
    fc.assert(
      fc.property(suffixes, (suffix) => {
        const sentences = told(`a1b2c3d4e5/${suffix}`);
        const pattern = parsePattern(suffix, { wildcards: true, variables: false });
        for (const [kind, presented] of Object.entries(PRESENTED)) {
          if (presented.some((text) => match(pattern, text) === 'yes'))
            expect(sentences[kind as keyof Description]).not.toMatch(/^nothing/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('without a wildcard, what matches nothing that is presented is called nothing', () => {
    fc.assert(
      fc.property(suffixes, (suffix) => {
        fc.pre(!/[*?]/.test(suffix));
        const { rest } = told(`a1b2c3d4e5/${suffix}`);
        const parts = /^[^/]+\/([A-Z]+)\/.*$/.exec(suffix);
        expect(rest.startsWith('nothing')).toBe(![...HTTP_VERBS, 'ANY'].includes(parts?.[1] ?? ''));
      }),
    );
  });

  test('the example of what it matches beside is matched, and is another than it looks like', () => {
    fc.assert(
      fc.property(suffixes, (suffix) => {
        const { also } = told(`a1b2c3d4e5/${suffix}`);
        fc.pre(also !== undefined);
        expect(match(parsePattern(suffix, { wildcards: true, variables: false }), also as string)).toBe('yes');
        expect((also as string).split('/').length).toBeGreaterThan(suffix.split('/').length);
      }),
    );
  });

  test('every sentence is one line without a full stop', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const sentence of Object.values(told(`a1b2c3d4e5/${text.replace(/[\n.]/g, '')}`)))
          expect(sentence).not.toMatch(/\n|\.$/);
      }),
    );
  });
});
