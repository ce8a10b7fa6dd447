// Which operators does a family of ordered values have?

import type { Truth } from '../../glob/truth.js';
import type { Operator } from './operator.js';

/** `…Equals` and its complement, and the four orders; `read` gives undefined for what it cannot read. */
export function comparisons(prefix: string, read: (text: string) => number | undefined): Operator[] {
  const operator = (suffix: string, holds: (request: number, policy: number) => boolean): Operator => ({
    name: prefix + suffix,
    ...(suffix === 'Equals' ? { negation: `${prefix}NotEquals` } : {}),
    compile(value) {
      const wanted = read(value);
      return (request): Truth | 'malformed' => {
        const given = read(request.text);
        return wanted === undefined || given === undefined ? 'malformed' : holds(given, wanted) ? 'yes' : 'no';
      };
    },
  });
  return [
    operator('Equals', (request, policy) => request === policy),
    operator('LessThan', (request, policy) => request < policy),
    operator('LessThanEquals', (request, policy) => request <= policy),
    operator('GreaterThan', (request, policy) => request > policy),
    operator('GreaterThanEquals', (request, policy) => request >= policy),
  ];
}
