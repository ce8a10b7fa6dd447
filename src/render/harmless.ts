// How does untrusted text reach a terminal? With nothing in it that a terminal would obey.

import { CONTROL, escapeLetter } from '../model/control.js';

/** The text on one line, control characters as `\u001b`. */
export function harmless(text: string): string {
  return text.replace(CONTROL, escapeLetter);
}
