// What does a query string say, and what does a percent-encoded text?

/** `%2B` is `+`; what is no percent-encoding of UTF-8 stays as it is. */
export function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/(?:%[\dA-Fa-f]{2})+/g, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    });
  }
}

/** Names and values in their order, decoded. Recorded: a plus sign is a blank. */
export function queryOf(rawQuery: string): readonly (readonly [name: string, value: string])[] {
  if (rawQuery === '') return [];
  const read = (text: string) => percentDecoded(text.includes('+') ? text.replaceAll('+', ' ') : text);
  return rawQuery
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals === -1 ? [read(pair), ''] : [read(pair.slice(0, equals)), read(pair.slice(equals + 1))];
    });
}

/** Path and query of what follows the host. */
export function splitTarget(target: string): { readonly path: string; readonly rawQuery: string } {
  const mark = target.indexOf('?');
  return mark === -1
    ? { path: target, rawQuery: '' }
    : { path: target.slice(0, mark), rawQuery: target.slice(mark + 1) };
}

/** Every value of each name; undefined where there is none. */
export function grouped(pairs: readonly (readonly [string, string])[]): Record<string, string[]> | undefined {
  if (pairs.length === 0) return undefined;
  const groups = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [value]);
    else known.push(value);
  }
  return Object.fromEntries(groups);
}

/** The one that counts where there is room for one. */
export function last(values: readonly string[]): string {
  return values.at(-1) as string;
}

/** One value of each name. */
export function single(
  groups: Readonly<Record<string, readonly string[]>> | undefined,
  pick: (values: readonly string[]) => string,
): Record<string, string> | undefined {
  return groups && Object.fromEntries(Object.entries(groups).map(([name, values]) => [name, pick(values)]));
}
