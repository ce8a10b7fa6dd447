// What is an IAM pattern made of? Literal text, wildcards, policy variables and holes, in order.

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** `?`: exactly one code point. */
  | { readonly kind: 'one' }
  /** `*`: any text, also none. */
  | { readonly kind: 'run' }
  /** `${key}` or `${key, 'fallback'}`, filled from the request. */
  | { readonly kind: 'variable'; readonly key: string; readonly fallback?: string }
  /** A value that nobody knows yet: some text, always the same one. */
  | { readonly kind: 'hole'; readonly name: string };

export type Pattern = readonly Part[];

export interface Syntax {
  /** `*` and `?` are wildcards (StringLike, ARNs); otherwise letters like any other (StringEquals). */
  readonly wildcards: boolean;
  /** `${…}` is read (Version 2012-10-17), is plain text, or nobody knows which: then it is a hole. */
  readonly variables: boolean | 'unknown';
}

const ONE: Part = { kind: 'one' };
const RUN: Part = { kind: 'run' };

/** Reads a pattern. Every text is one: what is not special is literal, an unclosed `${` included. */
export function parsePattern(text: string, syntax: Syntax): Pattern {
  // Cost: most values hold nothing special; two searches tell.
  if (!(syntax.variables && text.includes('${')) && !(syntax.wildcards && /[*?]/.test(text))) {
    return text === '' ? [] : [{ kind: 'text', text }];
  }
  const parts: Part[] = [];
  let literal = '';
  const push = (part: Part) => {
    if (literal !== '') parts.push({ kind: 'text', text: literal });
    literal = '';
    // Two stars in a row mean what one means.
    if (part.kind !== 'run' || parts.at(-1)?.kind !== 'run') parts.push(part);
  };
  // Cost: behind the last brace nothing is closed, and nothing need be looked for.
  const lastClose = syntax.variables === false ? -1 : text.lastIndexOf('}');
  for (let at = 0; at < text.length; ) {
    const letter = text[at] as string;
    const close = at < lastClose && letter === '$' && text[at + 1] === '{' ? text.indexOf('}', at) : -1;
    if (close !== -1) {
      const inside = text.slice(at + 2, close).trim();
      // AWS: IAM guide, "Policy variables": ${*}, ${?} and ${$} are the letters themselves.
      if (syntax.variables === 'unknown') push({ kind: 'hole', name: inside });
      else if (inside === '*' || inside === '?' || inside === '$') literal += inside;
      else push(variable(inside));
      at = close + 1;
    } else {
      if (syntax.wildcards && letter === '*') push(RUN);
      else if (syntax.wildcards && letter === '?') push(ONE);
      else literal += letter;
      at += 1;
    }
  }
  if (literal !== '') parts.push({ kind: 'text', text: literal });
  return parts;
}

// AWS: IAM guide, "Specifying default values": ${key, 'default'}, the default in single quotes.
function variable(inside: string): Part {
  const comma = inside.indexOf(',');
  if (comma === -1) return { kind: 'variable', key: inside };
  const quoted = /^\s*'(.*)'$/s.exec(inside.slice(comma + 1));
  if (quoted === null) return { kind: 'variable', key: inside };
  return { kind: 'variable', key: inside.slice(0, comma).trim(), fallback: quoted[1] as string };
}

/** The text, where the pattern is nothing but text. */
export function literalOf(pattern: Pattern): string | undefined {
  if (pattern.length === 0) return '';
  const [first] = pattern;
  return pattern.length === 1 && first?.kind === 'text' ? first.text : undefined;
}

export function hasWildcard(pattern: Pattern): boolean {
  return pattern.some((part) => part.kind === 'run' || part.kind === 'one');
}

export function hasVariable(pattern: Pattern): boolean {
  return pattern.some((part) => part.kind === 'variable');
}

/** Whether some part has a value that is not known yet. */
export function isOpen(pattern: Pattern): boolean {
  return pattern.some((part) => part.kind === 'variable' || part.kind === 'hole');
}

/** A shortest text that a pattern without holes matches, each `?` the letter. */
export function sampleOf(pattern: Pattern, letter = 'x'): string {
  return pattern.map((part) => (part.kind === 'text' ? part.text : part.kind === 'one' ? letter : '')).join('');
}

/** The pattern as one writes it: `parsePattern` with wildcards and variables reads it back equal. */
export function printPattern(pattern: Pattern): string {
  // Cost: most patterns are one text with nothing special in it.
  const [only] = pattern;
  if (pattern.length === 1 && only?.kind === 'text' && !/[*?$]/.test(only.text)) return only.text;
  const printed: string[] = [];
  // From the end: whether `${` opens anything depends on a brace behind it.
  let isClosed = false;
  for (const part of [...pattern].reverse()) {
    const text = printPart(part, isClosed);
    printed.push(text);
    isClosed ||= text.includes('}');
  }
  return printed.reverse().join('');
}

/** `isClosed`: a closing brace is printed behind the part. */
function printPart(part: Part, isClosed: boolean): string {
  switch (part.kind) {
    case 'text':
      return printText(part.text, isClosed);
    case 'one':
      return '?';
    case 'run':
      return '*';
    case 'variable':
      return part.fallback === undefined ? `\${${part.key}}` : `\${${part.key}, '${part.fallback}'}`;
    case 'hole':
      return `<${part.name}>`;
  }
}

/** Letters that would be read as something else are written `${*}`; `${` only where a brace closes it. */
function printText(text: string, isClosed: boolean): string {
  // A star that is a letter is printed with a brace as well.
  const closers = ['}', '*', '?'].map((letter) => text.lastIndexOf(letter));
  const lastClose = isClosed ? Number.POSITIVE_INFINITY : Math.max(...closers);
  return text.replace(/[*?]|\$(?=\{)/g, (letter, at: number) =>
    letter === '$' && at > lastClose ? letter : `\${${letter}}`,
  );
}

/**
 * Cuts at literal separators, at most into `limit` pieces; the last keeps the rest.
 * Wildcards, variables and holes are never cut, whatever they may come to stand for.
 */
export function splitPattern(pattern: Pattern, separator: string, limit = Number.POSITIVE_INFINITY): Pattern[] {
  const pieces: Part[][] = [[]];
  for (const part of pattern) {
    if (part.kind !== 'text') {
      pieces.at(-1)?.push(part);
      continue;
    }
    let rest = part.text;
    while (pieces.length < limit) {
      const at = rest.indexOf(separator);
      if (at === -1) break;
      if (at > 0) pieces.at(-1)?.push({ kind: 'text', text: rest.slice(0, at) });
      pieces.push([]);
      rest = rest.slice(at + separator.length);
    }
    if (rest !== '') pieces.at(-1)?.push({ kind: 'text', text: rest });
  }
  return pieces;
}

/** What a variable stands for: its text, `null` where it has none, a hole where it is not known. */
export type Filling = { readonly text: string } | { readonly hole: string } | null;

/** Puts values for variables; undefined where one has neither value nor fallback. A filled `*` is a letter. */
export function fillPattern(pattern: Pattern, fillingOf: (key: string) => Filling): Pattern | undefined {
  const parts: Part[] = [];
  for (const part of pattern) {
    const filling = part.kind === 'variable' ? fillingOf(part.key) : part;
    if (filling === null && part.kind === 'variable' && part.fallback === undefined) return undefined;
    if (filling === null) append(parts, { kind: 'text', text: (part as { fallback: string }).fallback });
    else if ('kind' in filling) append(parts, filling);
    else append(parts, 'text' in filling ? { kind: 'text', text: filling.text } : { kind: 'hole', name: filling.hole });
  }
  return parts;
}

/** Adds a part; text goes on text, so that a letter cut in two between them is whole again. */
function append(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  if (part.kind === 'text' && last?.kind === 'text')
    parts[parts.length - 1] = { kind: 'text', text: last.text + part.text };
  else parts.push(part);
}
