// Is nothing said of unions with holes that some value would make wrong, and is it said where every value agrees?

import { describe, expect, test } from '@jest/globals';
import { match } from '../../src/glob/match.js';
import type { Pattern } from '../../src/glob/pattern.js';
import { covers, disjoint, equal, overlaps, type Union } from '../../src/glob/relate.js';
import { choices, holed, words } from './shapes.js';

const isIn = ({ anyOf }: Union, given: string) => anyOf.some((shape) => match(shape as Pattern, given) === 'yes');

describe('holes', () => {
  const MEMBERS = ['a', '*', '?', '#', 'a#', '#*', '%'];
  const sides = choices(MEMBERS, 2);
  const VALUES = words(['a', '*'], 2);
  const fillings = VALUES.flatMap((one) => VALUES.map((other) => ({ '#': one, '%': other })));
  const filled = (side: readonly string[], values?: Readonly<Record<string, string>>): Union => ({
    anyOf: side.map((written) => holed(written, values)),
  });
  const pairs = sides.flatMap((a) => sides.map((b) => [a, b] as const)).filter((pair) => /[#%]/.test(pair.join()));

  test.each([
    ['covers', covers, false],
    ['overlaps', overlaps, true],
    ['disjoint', disjoint, true],
    ['equal', equal, false],
  ] as const)('%s: what is answered holds whatever they stand for', (_, relation, isOfBoth) => {
    const seen = new Map<string, number>();
    const wrong = pairs.filter(([a, b]) => {
      const answer = relation(filled(a), filled(b));
      seen.set(answer.truth, (seen.get(answer.truth) ?? 0) + 1);
      if (answer.truth === 'unknown') return false;
      const witness: string | undefined = 'witness' in answer ? (answer.witness as string) : undefined;
      return fillings.some((values) => {
        const [one, other] = [filled(a, values), filled(b, values)];
        const exact = relation(one, other);
        // A witness of the answer is one for every value.
        const isWitness = witness === undefined || (isIn(one, witness) === isIn(other, witness)) === isOfBoth;
        return exact.truth !== answer.truth || !isWitness;
      });
    });
    expect(wrong).toEqual([]);
    expect(['yes', 'no', 'unknown'].filter((truth) => (seen.get(truth) ?? 0) < 5)).toEqual([]);
  });

  test.each<[what: string, a: string, b: string, truth: [cover: string, overlap: string, equality: string]]>([
    ['a hole equals itself', '#', '#', ['yes', 'unknown', 'yes']],
    ['also among others, in any order', 'a|#/GET', '#/GET|a', ['yes', 'yes', 'yes']],
    ['two may differ', '#', '%', ['unknown', 'unknown', 'unknown']],
    ['a star beside it covers all', '#/GET|*', '%', ['yes', 'unknown', 'unknown']],
    ['a text is covered by what is known', '#|a*', 'ab', ['yes', 'yes', 'no']],
    ['or may be by what is not', '#|b*', 'ab', ['unknown', 'unknown', 'no']],
    ['none helps where the rest differs', '#/GET|b', 'a/POST', ['no', 'no', 'no']],
    ['one text that is missing settles it', '#/GET|b', 'a/GET|c', ['no', 'unknown', 'no']],
  ])('%s: `%s` and `%s`', (_, a, b, truths) => {
    const [one, other] = [a, b].map((side) => filled(side.split('|'))) as [Union, Union];
    const answers = [covers(one, other), overlaps(one, other), equal(one, other)];
    expect(answers.map(({ truth }) => truth)).toEqual(truths);
  });
});
