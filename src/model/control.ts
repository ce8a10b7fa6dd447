// Which letters of a text would a terminal or the log of a pipeline obey?

/**
 * Control characters, which move cursors and set colours, and marks that turn the direction of text. Line breaks count
 * among them. `##[` is a command to the logs of pipelines wherever it stands. For `replace` and `search` only: it is global.
 */
export const CONTROL =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|#(?=#(?:vso)?\[)/g;

/** The letter as JSON, HCL and JavaScript escape it: `\u001b`. */
export function escapeLetter(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** JSON without a letter that would be obeyed: what JSON lets pass raw is escaped too, and reads back the same. */
export function harmlessJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(CONTROL, (letter) =>
    letter === '\n' ? letter : escapeLetter(letter),
  );
}
