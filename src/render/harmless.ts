// How does untrusted text reach a terminal? With nothing in it that a terminal would obey.

/**
 * What would be obeyed: control characters, which move cursors and set colours, and marks that turn the direction of text.
 * Line breaks count among them: one line stays one line. `##[` is a command to the logs of pipelines wherever it stands.
 */
const CONTROL =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|#(?=#(?:vso)?\[)/g;

/** The text on one line, control characters as `\u001b`. */
export function harmless(text: string): string {
  return text.replace(CONTROL, escaped);
}

/** JSON that is as harmless: what JSON lets pass raw is escaped too, and reads back the same. */
export function harmlessJson(value: unknown, indent: number): string {
  return JSON.stringify(value, null, indent).replace(CONTROL, (letter) => (letter === '\n' ? letter : escaped(letter)));
}

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
