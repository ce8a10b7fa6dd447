// What do `name=value` flags say?

import { UsageError } from './command.js';

/** Each name with its value; of a name twice it is not known which was meant. */
export function pairsOf(flag: string, texts: readonly string[] = []): Readonly<Record<string, string>> {
  const pairs = new Map<string, string>();
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals < 1) throw new UsageError(`expected name=value as ${flag}, found \`${text}\``);
    const name = text.slice(0, equals);
    if (pairs.has(name)) throw new UsageError(`${flag} says \`${name}\` twice`);
    pairs.set(name, text.slice(equals + 1));
  }
  return Object.fromEntries(pairs);
}
