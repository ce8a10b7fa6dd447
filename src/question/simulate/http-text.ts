// How does a response look as HTTP text?

import { STATUS_CODES } from 'node:http';
import { CONTROL, escapeLetter } from '../../model/control.js';
import type { HttpResponse } from '../../model/http.js';

/** Status line, headers, a blank line, the body: as text where it is text, else in base64. */
export function httpText({ status, headers, body, isBase64 }: HttpResponse): string {
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd()];
  return [
    ...head,
    ...headers.map(([name, value]) => `${name}: ${value}`.replace(/[\r\n]/g, escapeLetter)),
    '',
    isBase64 ? textOf(body) : body,
  ].join('\n');
}

/** Whether a body is bytes that are no text. */
export function isShownInBase64({ body, isBase64 }: HttpResponse): boolean {
  return isBase64 && body !== '' && textOf(body) === body;
}

/** Bytes as the text that they are, if they are any. */
function textOf(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.replace(/[\n\r\t]/g, ' ').search(CONTROL) === -1 ? text : base64;
  } catch {
    return base64;
  }
}
