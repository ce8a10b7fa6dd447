// How is a parsing told? Each ARN by its parts and what it matches, each statement by what it grants.

import { ARN_COMPONENTS } from '../../model/arn.js';
import type { Finding } from '../../model/finding.js';
import type { Source } from '../../model/place.js';
import type { Block, Report } from '../../model/report.js';
import type { ParsedArn, Parsing } from './parse.js';

export function parseReport(parsing: Parsing, sources: readonly Source[]): Report {
  const isEmpty = parsing.verdict === 'read' && parsing.arns.length === 0 && parsing.statements.length === 0;
  const empty: Block[] = isEmpty ? [{ kind: 'heading', text: 'a policy without statements: it permits nothing' }] : [];
  const blocks: Block[] = [...parsing.arns.flatMap(arnBlocks), ...statementBlocks(parsing), ...empty];
  return { blocks, findings: parsing.findings, data: parsing, sources };
}

function oddityBlock(finding: Finding): Block {
  return { kind: 'finding', finding };
}

function arnBlocks({ text, components, sourceArn, matches, function: fn, oddities }: ParsedArn): Block[] {
  const fact = (name: string, value: string): Block => ({ kind: 'fact', name, text: value });
  const verdict: Block = {
    kind: 'verdict',
    tone: 'plain',
    word: text,
    text:
      sourceArn === null
        ? fn === null
          ? 'an ARN, but not a source ARN of API Gateway'
          : 'a function'
        : kindText(sourceArn),
  };
  const parts = ARN_COMPONENTS.slice(1).map((name) => fact(name, `\`${components[name]}\``));
  const readings =
    sourceArn === null
      ? []
      : Object.entries(sourceArn)
          .filter(([name]) => name !== 'kind')
          .map(([name, value]) => fact(name === 'routeKey' ? 'route key' : name, `\`${value}\``));
  const named =
    fn === null
      ? []
      : [
          fact('function', `\`${fn.name}\``),
          fact('qualifier', fn.qualifier === null ? 'none: the unqualified function' : `\`${fn.qualifier}\``),
        ];
  if (matches === null) return [verdict, ...parts, ...named];
  const also: Block[] =
    matches.also === undefined ? [] : [fact('also', `\`${matches.also}\`, because \`*\` crosses \`/\``)];
  return [
    verdict,
    ...parts,
    ...readings,
    { kind: 'heading', text: 'would match' },
    fact('REST', matches.rest),
    fact('HTTP', matches.http),
    fact('WebSocket', matches.websocket),
    fact('authorizer', matches.authorizer),
    ...also,
    ...oddities.map(oddityBlock),
  ];
}

function kindText({ kind }: NonNullable<ParsedArn['sourceArn']>): string {
  return {
    none: 'the ARN of an API, without what API Gateway appends',
    stage: 'a source ARN: the API and one segment',
    routeKey: 'a source ARN: the API, a stage and a route key',
    method: 'a source ARN: the API, a stage, a method and a path',
    authorizer: 'a source ARN: the API and an authorizer',
  }[kind];
}

function statementBlocks({ statements }: Parsing): Block[] {
  return statements.flatMap(({ sid, place, grants, oddities }): Block[] => [
    {
      kind: 'remark',
      tone: 'plain',
      text: `${sid === null ? 'a statement without Sid' : `statement \`${sid}\``} (${place.source}:${place.line}:${place.column})`,
      more: [grants],
    },
    ...oddities.map(oddityBlock),
  ]);
}
