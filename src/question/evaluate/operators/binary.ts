// Are the value's bytes these?

import type { OperatorFamily } from '../operator.js';

// AWS: IAM guide, "Condition operators", binary condition operators: base64, compared byte by byte.
export const binary: OperatorFamily = {
  id: 'binary',
  operators: [
    {
      name: 'BinaryEquals',
      compile(value) {
        const wanted = readBase64(value);
        return (request) => {
          const given = readBase64(request.text);
          return wanted === undefined || given === undefined ? 'malformed' : wanted === given ? 'yes' : 'no';
        };
      },
    },
  ],
  cases: [
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', 'yes'],
    ['BinaryEquals', 'QQ==', 'QQ==', 'yes'],
    ['BinaryEquals', 'QQ==', 'Qg==', 'no'],
    ['BinaryEquals', 'qq==', 'QQ==', 'no'],
    ['BinaryEquals', 'Q*==', 'QQ==', 'malformed'],
    ['BinaryEquals', 'QQ==', 'not base64', 'malformed'],
  ],
};

/** The bytes in one canonical writing. */
function readBase64(text: string): string | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(text)) return undefined;
  return Buffer.from(text, 'base64').toString('hex');
}
