// How does a text come out of a shell as one literal argument? What a shell cannot express is refused.

import { CONTROL } from './control.js';

export interface Shell {
  /** The word as one argument of a command in a `script`; undefined where the shell cannot pass it on unchanged. */
  quote(word: string): string | undefined;
  /** A command whose output is kept under a name. */
  keep(name: string, command: string): string;
  /** What is kept under a name, as one argument. */
  kept(name: string): string;
  /** Commands one after another; where `isChain`, each only if the one before went well. */
  script(commands: readonly string[], isChain: boolean): string;
}

/** A line break, which is written nowhere as it is: bash, where history is on, takes what begins a line for a word to itself. */
const NEW_LINE = '"$nl"';
const DEFINE_NEW_LINE = "nl=$(printf '\\n.'); nl=${nl%.}\n";

// POSIX.1-2024, Shell Command Language, 2.2.2 "Single-Quotes": every letter within is literal, and none is a quote.
// Observed in bash 5.2: history expansion looks into quotes that an earlier line opened.
export const posix: Shell = {
  quote(word) {
    if (isObeyed(word)) return undefined;
    const pieces = word.split('\n').map(quotePiece);
    return pieces.length === 1 ? pieces[0] : pieces.map((piece) => (piece === "''" ? '' : piece)).join(NEW_LINE);
  },
  keep: (name, command) => `${name}=$(${command})`,
  kept: (name) => `"$${name}"`,
  script: (commands, isChain) =>
    (commands.some((command) => command.includes(NEW_LINE)) ? DEFINE_NEW_LINE : '') +
    commands.join(isChain ? ' &&\n' : '\n'),
};

/** Without quotes only what no shell has a meaning for; zsh has one for a first `=`. */
function quotePiece(piece: string): string {
  return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(piece) ? piece : `'${piece.replaceAll("'", `'\\''`)}'`;
}

// PowerShell documentation, about_Quoting_Rules: single quotes, doubled within; typographic ones count as quotes too.
// about_Parsing: before version 7.3 a double quote, or a backslash before the end of a word with spaces, does not
// reach a program unchanged, and an empty word does not reach it at all.
export const powershell: Shell = {
  quote(word) {
    if (isObeyed(word) || word === '' || word.includes('"') || /\s.*\\$/s.test(word)) return undefined;
    return /^[A-Za-z][\w.:/-]*$/.test(word) || /^--[a-z]+(-[a-z]+)*$/.test(word)
      ? word
      : `'${word.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
  },
  keep: (name, command) => `$${name} = ${command}`,
  kept: (name) => `$${name}`,
  // `&&` came with version 7.
  script: (commands, isChain) =>
    commands
      .map((command, index) => (isChain && index > 0 ? `if ($LASTEXITCODE -eq 0) { ${command} }` : command))
      .join('\n'),
};

/** Whether a terminal, or the log of a pipeline, would obey a letter of it: quotes do not help there. */
function isObeyed(word: string): boolean {
  return word.replaceAll('\n', ' ').search(CONTROL) !== -1 || /\n\s*::/.test(word);
}
