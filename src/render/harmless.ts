// How does untrusted text reach a terminal? With nothing in it that a terminal would obey.

import { CONTROL, escapeLetter } from '../model/control.js';

/** The text on one line, control characters as `\u001b`. */
export function harmless(text: string): string {
  return text.replace(CONTROL, escapeLetter);
}

/** The same where nothing else begins the line, as `::` there is a command to the logs of pipelines, behind blanks or not. */
export function harmlessLine(text: string): string {
  return withoutCommand(harmless(text));
}

/** The same for a line whose tabs stay, as they do no harm: they are blanks, behind which a command is one too. */
export function harmlessTabbed(text: string): string {
  return withoutCommand(text.split('\t').map(harmless).join('\t'));
}

function withoutCommand(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1\\u003a');
}
