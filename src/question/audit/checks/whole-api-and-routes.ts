// Is the whole API let in, although the policy names its routes one by one?

import { printComponent } from '../../../model/arn.js';
import { coversArn } from '../../../model/arn-relate.js';
import { type ExecuteApiValue, MOST_STATEMENTS, NONE } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, grant, policy } from '../example.js';
import type { AuditedStatement } from '../statement.js';

export const wholeApiAndRoutes: Check = {
  id: 'whole-api-and-routes',
  group: 'too wide',
  severity: 'info',
  title: 'the whole API beside its routes',
  why: 'Somebody took the care to name routes, and another statement lets in every one there is and will be. One of the two is not what was meant.',
  source: 'pattern cover: the wide pattern matches all that the narrow ones do',
  bad: policy(grant(`${API}/*`), grant(`${API}/*/GET/pets`)),
  good: policy(grant(`${API}/*/GET/pets`), grant(`${API}/*/POST/pets`)),
  find: ({ statements }) => {
    // Cost: each is held against each, and what is larger Lambda refuses anyhow.
    if (statements.length < 2 || statements.length > MOST_STATEMENTS) return NONE;
    const values = statements.filter(({ isAllow }) => isAllow).flatMap(plainValues);
    return values.filter(isWhole).flatMap((whole): Problem[] => {
      const routes = values.filter((value) => isRouteOf(whole, value));
      if (routes.length === 0) return [];
      const count = routes.length === 1 ? 'one of its routes is' : `${routes.length} of its routes are`;
      return [
        {
          message: `\`${printComponent(whole.sourceArn.resource)}\` lets in the whole API, and ${count} named besides`,
          hint: 'if the routes are what is meant, leave out the statement for the whole API',
          at: whole.at(whole.span('resource')),
        },
      ];
    });
  },
};

function plainValues({ sources }: AuditedStatement): readonly ExecuteApiValue[] {
  return sources.filter(
    (value): value is ExecuteApiValue => value.sourceArn !== undefined && !value.name.isNegated && !value.isLiteral,
  );
}

function isWhole({ sourceArn: { suffix } }: ExecuteApiValue): boolean {
  return (
    (suffix.kind === 'stage' && suffix.stage === '*') ||
    (suffix.kind === 'routeKey' && suffix.stage === '*' && suffix.routeKey === '*')
  );
}

function isRouteOf(whole: ExecuteApiValue, value: ExecuteApiValue): boolean {
  return (
    value.sourceArn.api === whole.sourceArn.api &&
    !isWhole(value) &&
    coversArn(whole.sourceArn, value.sourceArn, value.view.budget).truth === 'yes'
  );
}
