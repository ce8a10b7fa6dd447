// Which headers does every response have, whoever made it?

import { type HeaderLines, headerValue } from '../../model/http.js';
import type { Facts } from '../event/facts.js';

export interface Body {
  readonly text: string;
  readonly isBase64: boolean;
}

/** The lines that every response begins with. */
export function headOf(
  contentType: HeaderLines,
  { text, isBase64 }: Body,
  requestHeaders: HeaderLines,
  facts: Facts,
): HeaderLines {
  return [
    ...contentType,
    ['Content-Length', contentLength(text, isBase64)],
    ['Connection', connectionOf(requestHeaders)],
    ['Date', dateOf(facts)],
  ];
}

/** The lines of a function's own that say its content type, or the one that is taken, and those that say something else. */
export function typeApart(
  own: HeaderLines,
  otherwise: string,
): { readonly type: HeaderLines; readonly rest: HeaderLines } {
  const isType = ([name]: readonly [string, string]) => name.toLowerCase() === 'content-type';
  const type = own.filter(isType);
  return { type: type.length > 0 ? type : [['Content-Type', otherwise]], rest: own.filter((line) => !isType(line)) };
}

/** In bytes. */
function contentLength(body: string, isBase64 = false): string {
  return String(Buffer.byteLength(body, isBase64 ? 'base64' : 'utf8'));
}

// Recorded: as the client asked for it.
export function connectionOf(requestHeaders: HeaderLines): string {
  return headerValue(requestHeaders, 'connection')?.toLowerCase() === 'close' ? 'close' : 'keep-alive';
}

export function dateOf({ time }: Facts): string {
  return new Date(time).toUTCString();
}
