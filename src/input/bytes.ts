// Which text do these bytes hold, and which of them are no text?

import { isUtf8 } from 'node:buffer';
import type { Finding } from '../model/finding.js';
import { placeAt, type Source } from '../model/place.js';

export interface Decoded {
  readonly source: Source;
  /** One for each line with bytes that are no text, in order: what stands there is not what was written. */
  readonly badLines: readonly Finding[];
}

/** Decodes a file. UTF-16 with a byte order mark is what PowerShell's `>` writes, so it is read as well. */
export function decode(name: string, bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  // The decoder drops a byte order mark.
  const source = { name, text: new TextDecoder(encoding).decode(bytes) };
  if (isText(encoding, bytes)) return { source, badLines: [] };
  return { source, badLines: encoding === 'utf-8' ? badLinesOf(source, bytes) : replacedLinesOf(source) };
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function isText(encoding: string, bytes: Uint8Array): boolean {
  if (encoding === 'utf-8') return isUtf8(bytes);
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Text that is text already; a byte order mark is dropped. */
export function decodeText(name: string, text: string): Decoded {
  return { source: { name, text: text.startsWith('\ufeff') ? text.slice(1) : text }, badLines: [] };
}

const REPLACEMENT = '\ufffd';

function badLinesOf(source: Source, bytes: Uint8Array): Finding[] {
  const bad: Finding[] = [];
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let start = mark;
  let offset = 0;
  for (const line of source.text.split('\n')) {
    const newline = bytes.indexOf(0x0a, start);
    const raw = bytes.subarray(start, newline === -1 ? bytes.length : newline);
    if (!isUtf8(raw)) bad.push(findingAt(source, offset + firstBad(line, raw), 'UTF-8'));
    start += raw.length + 1;
    offset += line.length + 1;
  }
  return bad;
}

/** Which letter of a decoded line stands for bytes that are none: one that was written as such is good. */
function firstBad(line: string, raw: Uint8Array): number {
  let byte = 0;
  let at = 0;
  for (const letter of line) {
    const isWritten = raw[byte] === 0xef && raw[byte + 1] === 0xbf && raw[byte + 2] === 0xbd;
    if (letter === REPLACEMENT && !isWritten) return at;
    byte += Buffer.byteLength(letter);
    at += letter.length;
  }
  return 0;
}

/** In UTF-16, where half a letter may stand alone, every line with a replacement is suspect. */
function replacedLinesOf(source: Source): Finding[] {
  const bad: Finding[] = [];
  let offset = 0;
  for (const line of source.text.split('\n')) {
    const at = line.indexOf(REPLACEMENT);
    if (at !== -1) bad.push(findingAt(source, offset + at, 'UTF-16'));
    offset += line.length + 1;
  }
  return bad;
}

function findingAt(source: Source, at: number, encoding: string): Finding {
  return {
    id: 'not-text',
    severity: 'error',
    message: `bytes that are not ${encoding}, so the document they stand in is not read`,
    hint: 'save the file as UTF-8',
    place: placeAt(source, '', at, at + 1),
  };
}
