// How does a text come out of a shell as one literal argument? What a shell cannot express is refused.

import { CONTROL } from '../../model/control.js';

export interface Shell {
  /** The word as one argument; undefined where the shell cannot pass it on unchanged. */
  quote(word: string): string | undefined;
  /** The output of a command as one argument. */
  output(command: string): string;
  /** Commands one after another; where `isChain`, each only if the one before went well. */
  join(commands: readonly string[], isChain: boolean): string;
}

// AWS: none. POSIX.1-2024, Shell Command Language, 2.2.2 "Single-Quotes": every letter within is literal, and none is a quote.
export const posix: Shell = {
  quote(word) {
    if (isObeyed(word)) return undefined;
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
  },
  output: (command) => `"$(${command})"`,
  join: (commands, isChain) => commands.join(isChain ? ' &&\n' : '\n'),
};

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
  output: (command) => `(${command})`,
  // `&&` came with version 7.
  join: (commands, isChain) =>
    commands
      .map((command, index) => (isChain && index > 0 ? `if ($LASTEXITCODE -eq 0) { ${command} }` : command))
      .join('\n'),
};

/** Whether a terminal, or the log of a pipeline, would obey a letter of it: quotes do not help there. */
function isObeyed(word: string): boolean {
  return word.replaceAll('\n', '').search(CONTROL) !== -1 || /\n\s*::/.test(word);
}
