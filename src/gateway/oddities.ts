// What is odd about a source ARN or a pattern for one, seen by itself?

import { printComponent } from '../model/arn.js';
import { HTTP_VERBS, isAccountId, isApiId, isRegion, partitionOf, TEST_INVOKE_STAGE } from '../model/aws.js';
import type { SourceArn, Suffix } from '../model/execute-api.js';
import type { Severity } from '../model/finding.js';
import { withoutLastSlashes } from './route.js';

/** Something odd: `error` where API Gateway never presents such an ARN. */
export interface Oddity {
  readonly id: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
  /** What will have been meant in place of what follows the account, where that is clear. */
  readonly to?: string;
}

export function odditiesOf(arn: SourceArn): readonly Oddity[] {
  return [...headOddities(arn), ...suffixOddities(arn)];
}

function odd(id: string, severity: Severity, message: string, hint: string): Oddity {
  return { id, severity, message, hint };
}

/** One that is mended by another resource. */
function mendable(id: string, severity: Severity, message: string, to: string, purpose = ''): Oddity {
  return { ...odd(id, severity, message, `write \`${to}\`${purpose}`), to };
}

type MethodSuffix = Extract<Suffix, { kind: 'method' }>;

const WILD = /[*?]/;

function headOddities(arn: SourceArn): Oddity[] {
  const found: Oddity[] = [];
  const region = printComponent(arn.region);
  const account = printComponent(arn.account);
  const partition = printComponent(arn.partition);
  // AWS: Lambda API reference, AddPermission, the pattern of SourceArn: letters only in region, digits in account.
  for (const [name, value] of Object.entries({ partition, region, account })) {
    if (WILD.test(value)) {
      found.push(
        odd(
          `wildcard-in-${name}`,
          'warning',
          `\`${value}\` as ${name}: AddPermission refuses a wildcard there`,
          `write the ${name} itself`,
        ),
      );
    }
  }
  if (!WILD.test(region) && !isRegion(region))
    found.push(
      odd('odd-region', 'error', `\`${region}\` is not a region`, "write the function's region, such as `us-east-2`"),
    );
  else if (!WILD.test(region + partition) && partitionOf(region) !== partition) {
    found.push(
      odd(
        'odd-partition',
        'error',
        `the region \`${region}\` is in the partition \`${partitionOf(region)}\`, not in \`${partition}\``,
        `write \`arn:${partitionOf(region)}:…\``,
      ),
    );
  }
  if (!WILD.test(account) && !isAccountId(account))
    found.push(
      odd(
        'odd-account',
        'error',
        `\`${account}\` is not an account id of 12 digits`,
        'write the account that owns the API',
      ),
    );
  if (arn.api === '*')
    found.push(
      odd('any-api', 'warning', '`*` as API: every API of the account, those to come included', 'write the API id'),
    );
  else if (!WILD.test(arn.api) && !isApiId(arn.api)) {
    found.push(
      odd(
        'odd-api-id',
        // Observed: no id has ever held anything else; that they are ten is all the more a habit.
        /^[a-z0-9]*$/.test(arn.api) ? 'warning' : 'error',
        `\`${arn.api}\` does not look like an API id, which is ten of a–z and 0–9`,
        'a logical id or a name does not work here',
      ),
    );
  }
  return found;
}

/** What is odd about what follows the account. */
export function suffixOddities({ suffix, api }: SourceArn): Oddity[] {
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
  return [];
}

/** Two segments: right for a route key, wrong for a method that lost its path. */
function keyOddities(stage: string, key: string, api: string): Oddity[] {
  const verb =
    HTTP_VERBS.find((name) => key.toUpperCase() === name) ?? (key.toUpperCase() === 'ANY' ? 'ANY' : undefined);
  if (verb !== undefined) {
    // AWS: Lambda guide's own policy ends `…/*/GET/`; its sample output without the slash would not match.
    return [
      mendable(
        'root-without-slash',
        'error',
        `\`${key}\` without a slash behind it never matches the root resource, which is presented as \`${verb}/\``,
        `${api}/${stage}/${verb}/`,
      ),
    ];
  }
  // A word in capitals such as `DELETED` is a route key of a WebSocket API.
  const glued = [...HTTP_VERBS, 'ANY'].find((name) => key.startsWith(name) && /^[^A-Z*?]/.test(key.slice(name.length)));
  if (glued !== undefined) {
    return [
      mendable(
        'missing-slash',
        'error',
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
      'warning',
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
        'error',
        `\`${key}\` is presented straight behind the stage, without a method`,
        `${api}/${stage}/${key}`,
      ),
    );
  }
  if (method.startsWith('$'))
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
        // The CDK writes so for a route of an HTTP API, whose slash counts.
        method === '*' ? 'info' : 'error',
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
