// Where in a JSON text is what, and what is wrong with it? Looked at only when `JSON.parse` cannot tell.
// Iterative on purpose: the kept JSON libraries that know positions recurse, and 100,000 levels end their stack.

import { pointerStep } from '../model/place.js';

export interface JsonFault {
  /** Offset into the text. */
  readonly at: number;
  readonly message: string;
  readonly isTooDeep?: true;
}

/** A value that the walk has passed. */
export interface JsonSpan {
  /** How many containers it stands in. */
  readonly depth: number;
  /** Its name or index in the innermost one; empty for the outermost value. */
  readonly step: string | number;
  readonly start: number;
  readonly end: number;
  /** Where its name stands, for a member of an object; else the value's own start. */
  readonly keyStart: number;
  readonly keyEnd: number;
}

export interface JsonVisitor {
  /** A value, when it ends: children come before their container. */
  value?(span: JsonSpan): void;
  /** A member whose name came before in the object at `pointer`; the span is that of the value it hides. */
  duplicate?(pointer: string, key: string, hiddenStart: number, hiddenEnd: number): void;
}

/** Deeper than this nothing that AWS takes ever is; deeper text is refused. */
export const MAX_DEPTH = 200;

/** What is said of such a text; `what` it was to be. */
export function tooDeep(what: 'policy' | 'definition'): string {
  return `nested deeper than ${MAX_DEPTH} levels, which no ${what} is`;
}

interface Frame {
  /** Where it stands, once anybody has asked: one text for all that is found in it. */
  pointer?: string;
  readonly isArray: boolean;
  readonly start: number;
  readonly members: Map<string, readonly [start: number, end: number]>;
  index: number;
  key: string;
  keyStart: number;
  keyEnd: number;
}

type Expect = 'value' | 'element' | 'member' | 'key' | 'colon' | 'more';

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[^\s,:[\]{}"]+/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;

/** Walks one JSON value that begins at `from` (white space before it is fine); its end, or what is wrong. */
export function walkJson(text: string, from: number, visitor: JsonVisitor): number | JsonFault {
  const frames: Frame[] = [];
  let expect: Expect = 'value';
  let at = from;
  for (;;) {
    at = skip(SPACE, text, at);
    const letter = text[at];
    const frame = frames.at(-1);
    if (letter === undefined)
      return frame === undefined ? { at, message: 'expected a JSON value' } : unclosed(frame, text);

    if (expect === 'colon') {
      if (letter !== ':') return unexpected(text, at, '`:` after the member name');
      at += 1;
      expect = 'value';
    } else if (expect === 'more' && letter === ',') {
      at += 1;
      (frame as Frame).index += 1;
      expect = frame?.isArray ? 'value' : 'key';
    } else if (
      (expect === 'more' || expect === 'element' || expect === 'member') &&
      letter === (frame?.isArray ? ']' : '}')
    ) {
      frames.pop();
      at += 1;
      if (end(frames, visitor, frame?.start ?? at, at)) return at;
      expect = 'more';
    } else if (expect === 'more') {
      return unexpected(text, at, frame?.isArray ? '`,` or `]`' : '`,` or `}`');
    } else if (expect === 'key' || expect === 'member') {
      if (letter !== '"')
        return unexpected(
          text,
          at,
          expect === 'member' ? 'a member name in double quotes or `}`' : 'a member name in double quotes',
        );
      const close = endOfString(text, at);
      if (typeof close !== 'number') return close;
      begin(frames, visitor, text, at, close);
      at = close;
      expect = 'colon';
    } else {
      if (letter === '{' || letter === '[') {
        if (frames.length === MAX_DEPTH) return { at, message: tooDeep('policy'), isTooDeep: true };
        frames.push({
          isArray: letter === '[',
          start: at,
          members: new Map(),
          index: 0,
          key: '',
          keyStart: at,
          keyEnd: at,
        });
        at += 1;
        expect = letter === '[' ? 'element' : 'member';
        continue;
      }
      const close = letter === '"' ? endOfString(text, at) : endOfScalar(text, at);
      if (typeof close !== 'number') return close;
      const start = at;
      at = close;
      if (end(frames, visitor, start, at)) return at;
      expect = 'more';
    }
  }
}

/** A member's name has been read: is it new? */
function begin(frames: readonly Frame[], visitor: JsonVisitor, text: string, start: number, close: number): void {
  const frame = frames.at(-1) as Frame;
  frame.key = JSON.parse(text.slice(start, close)) as string;
  frame.keyStart = start;
  frame.keyEnd = close;
  const hidden = frame.members.get(frame.key);
  if (hidden !== undefined) visitor.duplicate?.(pointerOf(frames), frame.key, ...hidden);
}

/** A value ends; true where it was the outermost one. */
function end(frames: readonly Frame[], visitor: JsonVisitor, start: number, close: number): boolean {
  const frame = frames.at(-1);
  if (frame === undefined) {
    visitor.value?.({ depth: 0, step: '', start, end: close, keyStart: start, keyEnd: start });
    return true;
  }
  const { keyStart, keyEnd } = frame.isArray ? { keyStart: start, keyEnd: start } : frame;
  visitor.value?.({ depth: frames.length, step: stepOf(frame), start, end: close, keyStart, keyEnd });
  if (!frame.isArray) frame.members.set(frame.key, [start, close]);
  return false;
}

/** The pointer of the innermost container. */
function pointerOf(frames: readonly Frame[]): string {
  for (const [index, frame] of frames.entries()) {
    const parent = frames[index - 1];
    frame.pointer ??= parent === undefined ? '' : parent.pointer + pointerStep(stepOf(parent));
  }
  return frames.at(-1)?.pointer ?? '';
}

function stepOf(frame: Frame): string | number {
  return frame.isArray ? frame.index : frame.key;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function endOfScalar(text: string, at: number): number | JsonFault {
  const close = skip(SCALAR, text, at);
  return close === at || skip(WORD, text, at) !== close ? unexpected(text, at, 'a JSON value') : close;
}

/** The offset behind the closing quote of the string that opens at `open`. */
function endOfString(text: string, open: number): number | JsonFault {
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20)
      return { at, message: 'a line break or control character inside a string: write it as an escape such as `\\n`' };
    if (code === 0x5c) {
      const close = skip(ESCAPE, text, at);
      if (close === at) return { at, message: 'an escape that JSON does not have' };
      at = close - 1;
    }
  }
  return { at: open, message: 'a string that is never closed' };
}

function unclosed(frame: Frame, text: string): JsonFault {
  return { at: frame.start, message: `this \`${text[frame.start]}\` is never closed` };
}

function unexpected(text: string, at: number, wanted: string): JsonFault {
  const word = skip(WORD, text, at);
  const found = word > at ? text.slice(at, Math.min(word, at + 20)) : (text[at] as string);
  return { at, message: `expected ${wanted}, found \`${found}\`` };
}
