// What does Lambda's permission API do to the policies of a region's functions? In process, with AWS's refusals.

import { createHash } from 'node:crypto';
import { partitionOf } from '../model/aws.js';
import { isJsonObject, type Json, type JsonObject } from '../model/policy.js';
import { checkConstraints } from './constraints.js';
import { invalid, LambdaError, notFound } from './error.js';
import { type FunctionName, parseFunctionName } from './function-name.js';
import type {
  AddPermissionRequest,
  DeleteResourcePolicyRequest,
  GetPolicyRequest,
  PolicyAnswer,
  PutResourcePolicyRequest,
  RemovePermissionRequest,
} from './request.js';
import { statementWritten } from './written.js';

/** Where the functions live, and which there are. */
export interface PermissionApiOptions {
  readonly region: string;
  readonly account: string;
  /** Default: that of the region. */
  readonly partition?: string;
  /** The versions and aliases of each function by its name; undefined: whatever is asked for is there. */
  readonly functions?: Readonly<Record<string, readonly string[]>>;
  /** The policies that are there to begin with, by the ARN of the function, version or alias. They are taken as they are. */
  readonly policies?: Readonly<Record<string, JsonObject>>;
}

/** `document`: of those that name a ResourceArn. */
type Operation = 'add' | 'remove' | 'get' | 'document';

interface Stored {
  readonly document: JsonObject;
  readonly revisionId: string;
}

// AWS: Lambda guide, "Lambda quotas": a function policy has 20 KB; whether bytes or letters are counted, nobody says.
export const POLICY_LIMIT = 20_480;

/** The size that counts against the limit: bytes of the document as GetPolicy prints it. */
export function policySize(document: Json): number {
  return Buffer.byteLength(JSON.stringify(document));
}

/** The policies of the functions of one account and region. Every refusal is thrown as a LambdaError. */
export class PermissionApi {
  readonly #here: { readonly region: string; readonly account: string; readonly partition: string };
  readonly #functions: PermissionApiOptions['functions'];
  readonly #policies = new Map<string, Stored>();
  #writes = 0;

  constructor({ region, account, partition = partitionOf(region), functions, policies = {} }: PermissionApiOptions) {
    this.#here = { region, account, partition };
    this.#functions = functions;
    for (const [arn, document] of Object.entries(policies)) this.#write(arn, document);
  }

  /** Adds a statement; answers with it as a string. */
  addPermission(request: AddPermissionRequest): { readonly Statement: string } {
    checkConstraints(request, 'permission');
    const { StatementId: sid, FunctionUrlAuthType, Action } = request;
    // Observed: terraform-aws-open-next issue 73.
    if (FunctionUrlAuthType !== undefined && Action !== 'lambda:InvokeFunctionUrl')
      throw invalid('FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action', 'O');
    const resource = this.#resourceOf(request, 'add');
    const stored = this.#policies.get(resource);
    checkRevision(request, stored, 'GetPolicy');
    const statements = stored === undefined ? [] : statementsOf(stored.document);
    if (statements.some((one) => sidOf(one) === sid)) {
      // Recorded.
      const message = `The statement id (${sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`;
      throw new LambdaError('ResourceConflictException', message, 409, 'R');
    }
    const statement = statementWritten(request, resource);
    // AWS: Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint": the document it shows.
    const document = stored?.document ?? { Version: '2012-10-17', Id: 'default' };
    this.#store(resource, { ...document, Statement: [...statements, statement] });
    return { Statement: JSON.stringify(statement) };
  }

  /** Removes the statements of a Sid; with the last one goes the policy. */
  removePermission(request: RemovePermissionRequest): void {
    checkConstraints(request, 'removal');
    const resource = this.#resourceOf(request, 'remove');
    const stored = this.#policies.get(resource);
    // Recorded.
    if (stored === undefined) throw notFound('No policy is associated with the given resource.', 'R');
    const statements = statementsOf(stored.document);
    const kept = statements.filter((one) => sidOf(one) !== request.StatementId);
    // Observed: what several tools that were held against AWS print.
    if (kept.length === statements.length)
      throw notFound(`Statement ${request.StatementId} is not found in resource policy.`, 'O');
    checkRevision(request, stored, 'GetPolicy');
    // Observed: removing the last statement deletes the policy.
    if (kept.length === 0) this.#policies.delete(resource);
    else this.#write(resource, { ...stored.document, Statement: kept });
  }

  getPolicy(request: GetPolicyRequest): PolicyAnswer {
    checkConstraints(request, 'function');
    return this.#answer(this.#resourceOf(request, 'get'));
  }

  // AWS: Lambda API reference, PutResourcePolicy: it replaces what is there, statements of AddPermission as well.
  putResourcePolicy(request: PutResourcePolicyRequest): PolicyAnswer {
    checkConstraints(request, 'document');
    const resource = this.#resourceOf({ FunctionName: request.ResourceArn }, 'document');
    checkRevision(request, this.#policies.get(resource), 'GetResourcePolicy');
    this.#store(resource, documentIn(request.Policy));
    return this.#answer(resource);
  }

  getResourcePolicy(request: { readonly ResourceArn: string }): PolicyAnswer {
    checkConstraints(request, 'resource');
    return this.#answer(this.#resourceOf({ FunctionName: request.ResourceArn }, 'document'));
  }

  deleteResourcePolicy(request: DeleteResourcePolicyRequest): void {
    checkConstraints(request, 'resource');
    const resource = this.#resourceOf({ FunctionName: request.ResourceArn }, 'document');
    this.#answer(resource);
    checkRevision(request, this.#policies.get(resource), 'GetResourcePolicy');
    this.#policies.delete(resource);
  }

  #answer(resource: string): PolicyAnswer {
    const stored = this.#policies.get(resource);
    // Recorded.
    if (stored === undefined) throw notFound('The resource you requested does not exist.', 'R');
    return { Policy: JSON.stringify(stored.document), RevisionId: stored.revisionId };
  }

  #store(resource: string, document: JsonObject): void {
    const size = policySize(document);
    if (size > POLICY_LIMIT) {
      // Observed: SAM issue 337, CDK issue 5774.
      const message = `The final policy size (${size}) is bigger than the limit (${POLICY_LIMIT}).`;
      throw new LambdaError('PolicyLengthExceededException', message, 400, 'O');
    }
    this.#write(resource, document);
  }

  #write(resource: string, document: JsonObject): void {
    this.#writes += 1;
    this.#policies.set(resource, { document, revisionId: revisionOf(resource, document, this.#writes) });
  }

  /** The ARN that a FunctionName, which may be an ARN, and a Qualifier mean; throws where there is no such function. */
  #resourceOf(
    { FunctionName, Qualifier }: { readonly FunctionName: string; readonly Qualifier?: string },
    operation: Operation,
  ): string {
    const called = parseFunctionName(FunctionName);
    // Inferred: the constraints let such names pass, and nothing has one.
    if (called === undefined) throw notFound(`Function not found: ${FunctionName}`, 'I');
    const qualifier = Qualifier ?? called.qualifier;
    // Recorded.
    if (called.qualifier !== undefined && qualifier !== called.qualifier)
      throw invalid('The derived qualifier from the function name does not match the specified qualifier.', 'R');
    // Recorded.
    if (qualifier !== undefined && /^\$LATEST(\.PUBLISHED)?$/.test(qualifier))
      throw invalid('We currently do not support adding policies for $LATEST.', 'R');
    const arn = this.#arnOf(called, qualifier);
    this.#demand({ ...called, ...(qualifier === undefined ? {} : { qualifier }), arn }, operation);
    return arn;
  }

  #arnOf({ partition, region, account, name }: FunctionName, qualifier: string | undefined): string {
    const here = this.#here;
    // Observed: what the invocation of a function of another region says.
    if (region !== undefined && region !== here.region)
      throw notFound(`Functions from '${region}' are not reachable in this region ('${here.region}')`, 'O');
    const arn = `arn:${partition ?? here.partition}:lambda:${here.region}:${account ?? here.account}:function:${name}`;
    // Inferred: the words; nothing of another account or partition is here.
    if ((partition ?? here.partition) !== here.partition || (account ?? here.account) !== here.account)
      throw notFound(`Function not found: ${arn}`, 'I');
    return qualifier === undefined ? arn : `${arn}:${qualifier}`;
  }

  /** The words differ by operation, and by whether the qualifier could be an alias. Recorded, but where it says inferred. */
  #demand({ name, qualifier, arn }: FunctionName & { readonly arn: string }, operation: Operation): void {
    const functions = this.#functions;
    if (functions === undefined) return;
    const qualifiers = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (qualifiers !== undefined && (qualifier === undefined || qualifiers.includes(qualifier))) return;
    if (operation === 'get' || operation === 'document')
      throw notFound('The resource you requested does not exist.', operation === 'get' ? 'R' : 'I');
    const mayBeAlias = qualifier !== undefined && /^[\w-]+$/.test(qualifier) && /\D/.test(qualifier);
    if (qualifiers !== undefined && mayBeAlias) throw notFound(`Cannot find alias arn: ${arn}`, 'R');
    if (operation === 'add') throw notFound(`Function not found: ${arn}`, 'R');
    throw notFound(`No policy found for: ${arn}`, qualifier === undefined ? 'R' : 'I');
  }
}

// AWS: Lambda API reference, RevisionId: the policy changes only where its revision is still that one.
// Observed: the words, as tools that were held against AWS print them. Inferred: without a policy no revision is right.
function checkRevision(
  { RevisionId }: { readonly RevisionId?: string },
  stored: Stored | undefined,
  read: string,
): void {
  if (RevisionId === undefined || RevisionId === stored?.revisionId) return;
  const message = `The Revision Id provided does not match the latest Revision Id. Call the ${read} API to retrieve the latest Revision Id`;
  throw new LambdaError('PreconditionFailedException', message, 412, 'O');
}

/** A revision id in AWS's form: another one after every write, and the same one for the same writes. */
function revisionOf(resource: string, document: JsonObject, writes: number): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([resource, document, writes]))
    .digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}

function documentIn(text: string): JsonObject {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    json = null;
  }
  // Inferred: the words; that it is a policy document, the API reference says. What its statements say is not looked at.
  if (!isJsonObject(json) || !statementsOf(json).every(isJsonObject))
    throw invalid('The policy is not a policy document in JSON.', 'I');
  return json;
}

/** A lone statement may stand without a list. */
function statementsOf({ Statement: statement }: JsonObject): readonly Json[] {
  if (statement === undefined) return [];
  return Array.isArray(statement) ? (statement as readonly Json[]) : [statement];
}

function sidOf(statement: Json): Json | undefined {
  return isJsonObject(statement) ? statement['Sid'] : undefined;
}
