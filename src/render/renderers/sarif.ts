// How does a report look to code scanning? As a log in SARIF 2.1.0, rules first and a result for each finding.

import { harmlessJson } from '../../model/control.js';
import type { Finding, Fix, Rule } from '../../model/finding.js';
import { lineAndColumn, type Place, type Source } from '../../model/place.js';
import type { Report } from '../../model/report.js';
import { harmless } from '../harmless.js';
import type { Renderer } from '../renderer.js';

// SARIF: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html, below by `§`.
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export const sarif: Renderer = {
  id: 'sarif',
  questions: ['audit'],
  render: (report, { version }) => `${harmlessJson(logOf(report, version), 2)}\n`,
  renderAside: () => '',
};

/** What has no value is left out when it is written. */
function logOf({ blocks, findings, rules = [], sources, isIncomplete = false }: Report, version?: string): object {
  const all = [...blocks.flatMap((block) => (block.kind === 'finding' ? [block.finding] : [])), ...findings];
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'sourcearn', version, semanticVersion: version, rules: rules.map(descriptorOf) } },
        invocations: [{ executionSuccessful: !isIncomplete }],
        // As a place counts (§3.14.17).
        columnKind: 'utf16CodeUnits',
        results: all.map((finding) => resultOf(finding, indexes.get(finding.id), sources)),
      },
    ],
  };
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** The page behind an id. Its text is the project's own: nothing that was read stands in it, so it may be Markdown. */
function descriptorOf({ id, severity, title, why, source, page }: Rule): object {
  return {
    id,
    name: id
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(''),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n\nSource: ${source}`, markdown: page },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['security', 'aws', 'lambda', 'api-gateway'] },
  };
}

function resultOf(
  { id, severity, message, hint, place, fix, fingerprint }: Finding,
  ruleIndex: number | undefined,
  sources: readonly Source[],
): object {
  const text = plain(message) + (hint === undefined ? '' : `\nhint: ${plain(hint)}`);
  return {
    ruleId: id,
    ruleIndex,
    level: LEVELS[severity],
    message: { text },
    locations: place && [locationOf(place, sources)],
    partialFingerprints: fingerprint === undefined ? undefined : { 'sourcearn/v1': fingerprint },
    fixes: fix && fixesOf(fix, sources),
  };
}

function locationOf(place: Place, sources: readonly Source[]): object {
  const source = sourceOf(place, sources);
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(place.source) },
      // Without the text nobody knows where the place ends; a region that ends nowhere ends with its line (§3.30.8).
      region: source === undefined ? { startLine: place.line, startColumn: place.column } : regionOf(place, source),
    },
    logicalLocations: [{ fullyQualifiedName: place.pointer }],
  };
}

/** None where the text is not here, since what is to be replaced must be told to the letter. */
function fixesOf({ message, place, text }: Fix, sources: readonly Source[]): object[] | undefined {
  const source = sourceOf(place, sources);
  if (source === undefined) return undefined;
  const replacement = { deletedRegion: regionOf(place, source), insertedContent: { text } };
  return [
    {
      description: { text: plain(message) },
      artifactChanges: [{ artifactLocation: { uri: uriOf(place.source) }, replacements: [replacement] }],
    },
  ];
}

/** The text that a place is a place of, where it is here and reaches that far. */
function sourceOf({ source, end }: Place, sources: readonly Source[]): Source | undefined {
  return sources.find(({ name, text }) => name === source && end <= text.length);
}

/** Lines and columns, and offset and length, of the same stretch (§3.30.2); its end is the letter behind it (§3.30.8). */
function regionOf({ start, end, line, column }: Place, source: Source): object {
  const { line: endLine, column: endColumn } = lineAndColumn(source, end);
  return { startLine: line, startColumn: column, endLine, endColumn, charOffset: start, charLength: end - start };
}

/**
 * Untrusted text as a plain message. Brackets would be links (§3.11.6), and `{0}` would stand for an argument (§3.11.5).
 * Other braces stay as they are: §3.11.5 would double them too, but viewers (Microsoft's for VS Code is one) look for
 * braces only where there are arguments, and nobody should read `/pets/{{petId}}`.
 */
function plain(text: string): string {
  return harmless(text)
    .replace(/(?<!\{)\{+\d+\}+/g, (placeholder) => placeholder.replace(/[{}]/g, '$&$&'))
    .replace(/(?<!\\)\\*[[\]]/g, (bracket) => bracket.replace(/[\\[\]]/g, '\\$&'));
}

/** The name of a file as a URI reference: relative ones stay relative, those from the root are `file:` URIs (§3.10.2). */
function uriOf(name: string): string {
  const path = name.replaceAll('\\', '/');
  const [, drive, onDrive = ''] = /^([A-Za-z]:)(\/.*)$/s.exec(path) ?? [];
  if (drive !== undefined) return `file:///${drive}/${encoded(onDrive)}`;
  const [, host, onHost = ''] = (name.startsWith('\\\\') && /^\/\/(\w[\w.-]*)(\/.*)$/s.exec(path)) || [];
  if (host !== undefined) return `file://${host}/${encoded(onHost)}`;
  if (path.startsWith('/')) return `file:///${encoded(path)}`;
  return encoded(path) || '.';
}

/** Each segment percent-encoded, `.` and empty ones left out (§3.10.2); half a letter has no UTF-8, so it is replaced. */
function encoded(path: string): string {
  return path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .map((segment) => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')))
    .join('/');
}
