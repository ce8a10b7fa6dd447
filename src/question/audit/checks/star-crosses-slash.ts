// What else does a pattern match, because its star takes slashes too?

import { crossing } from '../../../gateway/source-arn/describe.js';
import type { ExecuteApiValue } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, granting } from '../example.js';
import type { SourceValue } from '../source-value.js';

export const starCrossesSlash: Check = {
  id: 'star-crosses-slash',
  group: 'too wide',
  severity: 'info',
  title: 'a star that takes in other routes',
  why: 'A `*` matches any text, slashes too. In place of the stage it also takes in routes of other methods whose paths end alike. Told once for a policy, of the first such pattern.',
  source: 'IAM guide, "Condition operators", Amazon Resource Name (ARN) condition operators',
  bad: granting(`${API}/*/GET/pets`),
  good: granting(`${API}/prod/GET/pets`),
  find: ({ statements }) => {
    const crossings = statements
      .filter(({ isAllow }) => isAllow)
      .flatMap(({ sources }) => sources)
      .filter(
        (value): value is ExecuteApiValue =>
          value.sourceArn?.suffixPattern !== undefined && !value.isLiteral && !isBroken(value),
      )
      .flatMap((value) => {
        const { suffixPattern, suffix } = value.sourceArn;
        const example = suffixPattern && crossing(suffixPattern, suffix);
        return example === undefined ? [] : [{ value, example }];
      });
    return crossings.slice(0, 1).map(({ value, example }): Problem => {
      const others = crossings.length - 1;
      const more = others === 0 ? '' : ` (${others} more like it in this policy)`;
      return {
        message: `\`*\` crosses \`/\`: it matches \`${value.sourceArn.api}/${example}\` too${more}`,
        hint: 'name the stage, if that matters',
        at: value.at(value.span('resource')),
      };
    });
  },
};

/** What is never presented is told as that. */
function isBroken({ oddities }: SourceValue): boolean {
  return oddities.some(({ severity }) => severity === 'error');
}
