// Which API, in which region, and which stages of it do the URLs of a document name?

import { parseDeclaredHost } from '../../gateway/api-home.js';
import { isRegion } from '../../model/aws.js';
import type { Located } from '../definition-reader.js';

export interface Home {
  readonly id?: string;
  readonly region?: string;
  /** Names, each once. */
  readonly stages: readonly string[];
}

// A host may hold colons: `${AWS::Region}`.
const URL_PARTS = /^(?:https?:\/\/)?([^/?#]+?)(?::\d+)?(\/[^?#]*)?$/i;

/** Reads the URLs of one document; custom domains name no API. */
export function homeOf(urls: readonly string[], type: 'rest' | 'http'): Home {
  const parsed = urls.flatMap((url) => {
    const [, host = '', path = ''] = URL_PARTS.exec(url.trim()) ?? [];
    const named = parseDeclaredHost(host);
    return named === undefined ? [] : [{ ...named, path }];
  });
  const [first] = parsed;
  if (first === undefined) return { stages: [] };
  const stages = parsed.filter(({ id }) => id === first.id).flatMap(({ path }) => stageOf(path, type));
  const { id, region } = first;
  const known = region !== undefined && isRegion(region) ? { region } : {};
  return { id, ...known, stages: [...new Set(stages)] };
}

// AWS: API Gateway guide, "Stages for HTTP APIs": `$default` is served from the base of the URL.
function stageOf(path: string, type: 'rest' | 'http'): readonly string[] {
  const stage = path.split('/').find((part) => part !== '');
  if (stage === undefined) return type === 'http' ? ['$default'] : [];
  return /[{}$]/.test(stage) ? [] : [stage];
}

/** In letters: longer than URLs are, and what stands for their variables, of which one may stand there often. */
const MAX_URL = 2000;
const MAX_VALUE = 200;

/** The URLs of OpenAPI 3's `servers`, their variables replaced by what is said to be their default. */
export function urlsOfServers(servers: Located | undefined): readonly string[] {
  return (servers?.elements() ?? []).flatMap((server) => {
    const url = server.child('url')?.json;
    if (typeof url !== 'string' || url.length > MAX_URL) return [];
    const variables = server.child('variables');
    const replaced = url.replace(/\{([^{}]*)\}/g, (written, name: string) => {
      const value = variables?.child(name)?.child('default')?.json;
      return typeof value === 'string' && value.length <= MAX_VALUE ? value : written;
    });
    // Exports write the stage as `/prod`, behind a slash.
    return [replaced.replace(/([^:/])\/{2,}/g, '$1/')];
  });
}

/** The URL that Swagger 2 cuts into `host` and `basePath`. */
export function urlsOfHost(document: Located): readonly string[] {
  const host = document.child('host')?.json;
  const path = document.child('basePath')?.json;
  if (typeof host !== 'string') return [];
  return [typeof path === 'string' ? `${host}/${path.replace(/^\/+/, '')}` : host];
}
