// What is odd about what follows the account in a source ARN: stage, method, path, route key?

import { HTTP_VERBS, TEST_INVOKE_STAGE } from '../../model/aws.js';
import type { SourceArn, Suffix } from '../../model/execute-api.js';
import { withoutLastSlashes } from '../route.js';
import { mendable, type Oddity, odd, WILD } from './oddity.js';

type MethodSuffix = Extract<Suffix, { kind: 'method' }>;

/** What is odd about what follows the account. */
export function suffixOddities({ suffix, api }: SourceArn): Oddity[] {
  // What stands behind it is not where it seems to be.
  if (api === '') return [];
  const misplaced = misplacedOddity(suffix, api);
  if (misplaced !== undefined) return [misplaced];
  switch (suffix.kind) {
    case 'none':
      if (WILD.test(api)) return [];
      return [
        mendable(
          'missing-suffix',
          'error',
          'nothing follows the API id, and API Gateway never presents that',
          `${api}/*`,
          ' for the whole API',
        ),
      ];
    case 'stage':
      if (suffix.stage === '') return suffixOddities({ suffix: { kind: 'none' }, api } as SourceArn);
      return WILD.test(suffix.stage) ? stageOddities(suffix.stage) : [missingRoute(suffix.stage, api)];
    case 'routeKey':
      if (suffix.routeKey === '') return [missingRoute(suffix.stage, api)];
      return [...stageOddities(suffix.stage), ...keyOddities(suffix.stage, suffix.routeKey, api)];
    case 'method':
      return [
        ...stageOddities(suffix.stage),
        ...methodOddities(suffix, api),
        ...pathOddities(suffix.stage, suffix.method, suffix.path, api),
      ];
    case 'authorizer':
      return suffix.authorizer === '' ? [missingRoute('authorizers', api)] : [];
  }
}

/** What stands in the place of something else, so that there is nothing to say of the rest. */
function misplacedOddity(suffix: Suffix, api: string): Oddity | undefined {
  // AWS: API Gateway guide, "Use API Gateway Lambda authorizers": an authorizer has no stage.
  if (suffix.kind === 'method' && suffix.method === 'authorizers')
    return mendable(
      'authorizer-in-stage',
      'warning',
      'an authorizer is presented without a stage before it',
      `${api}/authorizers${suffix.path}`,
    );
  const isVerb = (word: string) => ([...HTTP_VERBS, 'ANY'] as string[]).includes(word);
  if (!('stage' in suffix) || !isVerb(suffix.stage)) return undefined;
  // A stage may well be called so, where a method follows it.
  if (suffix.kind === 'method' && isVerb(suffix.method)) return undefined;
  const rest =
    suffix.kind === 'stage'
      ? '/'
      : suffix.kind === 'routeKey'
        ? `/${suffix.routeKey}`
        : `/${suffix.method}${suffix.path}`;
  return mendable(
    'missing-stage',
    'warning',
    `\`${suffix.stage}\` stands where the stage belongs`,
    `${api}/*/${suffix.stage}${rest}`,
  );
}

function missingRoute(stage: string, api: string): Oddity {
  return stage === 'authorizers'
    ? mendable('missing-route', 'error', 'nothing follows `authorizers`', `${api}/authorizers/*`, ' for all of them')
    : mendable(
        'missing-route',
        'error',
        `nothing follows the stage \`${stage}\``,
        `${api}/${stage}/*`,
        ' for the whole stage',
      );
}

function stageOddities(stage: string): Oddity[] {
  // Observed: execution logs; the console sent `null` until 2018.
  if (stage === TEST_INVOKE_STAGE)
    return [
      odd(
        'test-invoke-stage',
        'warning',
        "`test-invoke-stage` is the stage of the console's Test button: no deployed stage has that name",
        'write the stage that callers use, or `*`',
      ),
    ];
  if (stage === 'null')
    return [
      odd(
        'null-stage',
        'warning',
        "`null` was the stage of the console's Test button until 2018",
        'write the stage that callers use, or `*`',
      ),
    ];
  if (stage === '') return [odd('empty-stage', 'error', 'the stage is empty', 'write the stage, or `*`')];
  // AWS: API Gateway guide, "Set up a stage": letters, digits, `-` and `_`; HTTP APIs have `$default` as well.
  if (/[^\w-]/.test(stage) && !WILD.test(stage) && stage !== '$default' && !/\$\{[\w-]+:[^:}]+\}/.test(stage))
    return [
      odd('odd-stage', 'error', `\`${stage}\` is not the name of a stage`, 'write the stage that callers use, or `*`'),
    ];
  return [];
}

/** Two segments: right for a route key, wrong for a method that lost its path. */
function keyOddities(stage: string, key: string, api: string): Oddity[] {
  const verb = [...HTTP_VERBS, 'ANY'].find((name) => key.toUpperCase() === name);
  if (verb !== undefined) {
    // AWS: Lambda guide's own policy ends `…/*/GET/`; its sample output without the slash would not match.
    return [
      mendable(
        'root-without-slash',
        // In small letters it may well be the route key of a WebSocket API.
        key === verb ? 'error' : WILD.test(stage) ? 'warning' : 'info',
        `\`${key}\` without a slash behind it never matches the root resource, which is presented as \`${verb}/\``,
        `${api}/${stage}/${verb}/`,
      ),
    ];
  }
  // A word in capitals such as `DELETED` or `GET_ALL` is a route key of a WebSocket API.
  const glued = [...HTTP_VERBS, 'ANY'].find((name) => key.startsWith(name) && /^[a-z{]/.test(key.slice(name.length)));
  if (glued !== undefined) {
    return [
      mendable(
        'missing-slash',
        'warning',
        `there is no slash between the method \`${glued}\` and \`${key.slice(glued.length)}\``,
        `${api}/${stage}/${glued}/${key.slice(glued.length)}`,
        ', if no WebSocket route key is meant',
      ),
    ];
  }
  return [];
}

function methodOddities({ stage, method, path }: MethodSuffix, api: string): Oddity[] {
  if (method === 'ANY') {
    // Conflict: see `presented.ts`.
    return [
      {
        ...odd(
          'any-method',
          'warning',
          'sources disagree on whether API Gateway presents the word `ANY` or the actual verb',
          'write `*`, which matches both',
        ),
        to: `${api}/${stage}/*${path}`,
      },
    ];
  }
  const upper = method.toUpperCase();
  if (method !== upper && ([...HTTP_VERBS, 'ANY'] as string[]).includes(upper)) {
    return [
      {
        ...odd(
          'lower-case-verb',
          'error',
          `\`${method}\`: methods are presented in capitals, and matching minds case`,
          `write \`${upper}\``,
        ),
        to: `${api}/${stage}/${upper}${path}`,
      },
    ];
  }
  if (method === '') return [odd('empty-method', 'error', 'the method is empty', 'write the method, or `*`')];
  if (WILD.test(method) || isKnownMethod(method)) return [];
  return [
    odd(
      'unknown-method',
      // In small letters it may be the beginning of a route key.
      /[a-z]/.test(method) ? 'info' : 'warning',
      `\`${method}\` is none of the methods that API Gateway presents`,
      `expected one of ANY, ${HTTP_VERBS.join(', ')}`,
    ),
  ];
}

function isKnownMethod(method: string): boolean {
  return method.startsWith('$') || (HTTP_VERBS as readonly string[]).includes(method);
}

function pathOddities(stage: string, method: string, path: string, api: string): Oddity[] {
  const found: Oddity[] = [];
  const key = path.slice(1);
  // Observed: SAM issue 1860; terraform-aws-modules apigateway-v2 issues 8 and 41.
  if (['$default', '$connect', '$disconnect'].includes(key)) {
    found.push(
      mendable(
        'segment-too-many',
        // An HTTP API may have a path that reads so.
        method === '*' || stage === '*' ? 'error' : 'warning',
        `\`${key}\` is presented straight behind the stage, without a method`,
        `${api}/${stage}/${key}`,
      ),
    );
  }
  if (/^\$(?!\{)/.test(method))
    found.push(
      mendable(
        'segment-too-many',
        'error',
        `nothing follows the route key \`${method}\` when it is presented`,
        `${api}/${stage}/${method}`,
      ),
    );
  // Observed: SAM issue 665.
  const trimmed = withoutLastSlashes(path);
  if (trimmed !== path && trimmed !== '/')
    found.push({
      ...odd(
        'trailing-slash',
        'warning',
        'REST APIs present a path without its trailing slash',
        `write \`${trimmed}\`, unless a route of an HTTP API ends with a slash`,
      ),
      to: `${api}/${stage}/${method}${trimmed}`,
    });
  if (path.startsWith('//')) {
    const single = path.replace(/^\/+/, '/');
    found.push({
      ...odd('double-slash', 'warning', 'two slashes before the path', `write \`${single}\``),
      to: `${api}/${stage}/${method}${single}`,
    });
  }
  const colon = /\/:(\w+)/.exec(path)?.[1];
  if (colon !== undefined)
    found.push(
      odd(
        'colon-parameter',
        'warning',
        `\`:${colon}\` is not how API Gateway writes a path parameter`,
        `write \`{${colon}}\`, or \`*\``,
      ),
    );
  return found;
}
