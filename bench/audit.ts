// How fast is an audit? One full policy with every check, and many clean ones against reading them.

import { parsePolicy } from '../src/index.js';
import { audit } from '../src/question/audit/audit.js';
import { compare, line, median, shown } from './measure.js';
import { cleanOutputs, documentOf } from './policies.js';

export function auditing(): void {
  full();
  clean();
}

/** A policy of 20 KB, every check and the cover of each statement by the others, read anew each time. */
function full(): void {
  const text = documentOf(60);
  const { one, other, ratio } = compare(
    () => audit(parsePolicy(text)),
    () => JSON.parse(text),
  );
  const size = `${Math.round(text.length / 1000)} KB`;
  console.log(line('audit of 60 statements : 50 ms', one / 50e6, '≤ 1', `${shown(one)} for ${size}`));
  console.log(line('audit of 60 statements : JSON.parse', ratio, '', shown(other)));
}

/** Policies of one to five statements with nothing wrong, against reading every statement of them and no more. */
function clean(): void {
  const texts = cleanOutputs(5000);
  const read = () => texts.map((text) => parsePolicy(text).policies.flatMap(({ statements }) => statements).length);
  const audited = () => texts.map((text) => audit(parsePolicy(text)).findings.length);
  if (audited().some((count) => count > 0)) throw new Error('they are not clean');
  const once = (work: () => unknown) => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start);
  };
  const rounds = Array.from({ length: 7 }, () => ({ audited: once(audited), read: once(read) })).slice(2);
  const ratio = median(rounds.map((round) => round.audited / round.read));
  const took = shown(median(rounds.map((round) => round.audited)));
  console.log(line(`audit of ${texts.length} clean policies : reading them`, ratio, '≤ 3', took));
}
