// What may a question be answered with? Yes, no or unknown, joined by Kleene's rules.

export type Truth = 'yes' | 'no' | 'unknown';

export function both(a: Truth, b: Truth): Truth {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'yes';
}

/** `no` if any item says no, else `unknown` if any does, else `yes` (also of none). */
export function every<T>(items: readonly T[], ask: (item: T) => Truth): Truth {
  let result: Truth = 'yes';
  for (const item of items) {
    const answer = ask(item);
    if (answer === 'no') return 'no';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}

/** `yes` if any item says yes, else `unknown` if any does, else `no` (also of none). */
export function some<T>(items: readonly T[], ask: (item: T) => Truth): Truth {
  let result: Truth = 'no';
  for (const item of items) {
    const answer = ask(item);
    if (answer === 'yes') return 'yes';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}

export function not(truth: Truth): Truth {
  return truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : 'unknown';
}
