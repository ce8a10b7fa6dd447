// Does the permission API answer as Lambda was recorded to: every statement, every policy and every error?

import { expect, test } from '@jest/globals';
import type { LambdaError } from '../../src/lambda/error.js';
import { PermissionApi } from '../../src/lambda/permission-api.js';
import type { AddPermissionRequest } from '../../src/lambda/request.js';
import type { Json } from '../../src/model/policy.js';
import { conformance, describeRecorded, fillPlaceholders, hasConformance, IN_PAIRS } from '../support/conformance.js';

type Parameters = Omit<AddPermissionRequest, 'FunctionName'>;
type Recorded = Readonly<Record<string, { readonly code: string; readonly message: string; readonly http: number }>>;

interface Statement {
  readonly Sid: string;
  readonly Principal: '*' | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Data {
  readonly pairs: readonly { readonly test: string; readonly params: Parameters; readonly statement: Statement }[];
  readonly errors: Recorded;
  readonly all_statements: readonly { readonly test: string; readonly path: string; readonly stmt: Statement }[];
}

const { pairs, errors, all_statements }: Data = hasConformance
  ? conformance<Data>('lambda-permissions.json')
  : { pairs: [], errors: {}, all_statements: [] };

const HERE = { region: 'us-east-1', account: '111111111111' };
const PETS: AddPermissionRequest = {
  FunctionName: 'function-name',
  StatementId: 's3',
  Action: 'lambda:InvokeFunction',
  Principal: 's3.amazonaws.com',
};
const removal = { FunctionName: 'function-name', StatementId: 's3' };

describeRecorded('the recorded pairs', () => {
  test('are all here', () => {
    expect(pairs).toHaveLength(6);
  });

  test.each(pairs.map((pair) => [pair.test, pair] as const))('%s', (_, pair) => {
    const { params, statement } = fillPlaceholders(pair, IN_PAIRS);
    const api = new PermissionApi(HERE);
    const FunctionName = statement.Resource.split(':').at(-1) as string;
    expect(api.addPermission({ FunctionName, ...params }).Statement).toBe(JSON.stringify(statement));
    expect(JSON.parse(api.getPolicy({ FunctionName }).Policy)).toMatchObject({ Statement: [statement] });
  });
});

/** The parameters that would have Lambda write a statement. */
function parametersOf({ Sid, Principal, Action, Resource, Condition = {} }: Statement): AddPermissionRequest {
  const { StringEquals = {}, ArnLike = {} } = Condition;
  const parameters = {
    FunctionName: Resource,
    StatementId: Sid,
    Action,
    Principal: Object.values(Principal).join(''),
    SourceArn: ArnLike['AWS:SourceArn'],
    SourceAccount: StringEquals['AWS:SourceAccount'],
    FunctionUrlAuthType: StringEquals['lambda:FunctionUrlAuthType'],
    PrincipalOrgID: StringEquals['aws:PrincipalOrgID'],
    EventSourceToken: StringEquals['lambda:EventSourceToken'],
  };
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as AddPermissionRequest;
}

const ofFunctions = fillPlaceholders(all_statements, IN_PAIRS).filter(({ stmt }) =>
  stmt.Resource.includes('function:'),
);
const answers = ofFunctions.filter(({ path }) => path.endsWith('.Statement'));
/** The statements of each recorded policy in their order, by where it was recorded. */
const policies = new Map<string, Statement[]>();
for (const { test: title, path, stmt } of ofFunctions.filter((one) => !answers.includes(one))) {
  const name = `${title} ${path.replace(/\.Policy\.Statement\[\d+\]$/, '')}`;
  policies.set(name, [...(policies.get(name) ?? []), stmt]);
}

describeRecorded('the recorded statements of functions', () => {
  test('are all here: answers of AddPermission, and policies of one statement or two', () => {
    const layers = all_statements.filter(({ stmt }) => stmt.Resource.includes(':layer:'));
    const inPolicies = [...policies.values()].flat();
    expect(layers).toHaveLength(7);
    expect(answers.length + inPolicies.length + layers.length).toBe(62);
    expect([...policies.values()].map(({ length }) => length)).toEqual(expect.arrayContaining([1, 2]));
  });

  test.each(answers.map(({ test: title, path, stmt }) => [title + path, stmt] as const))('%s', (_, statement) => {
    const { Statement } = new PermissionApi(HERE).addPermission(parametersOf(statement));
    expect(Statement).toBe(JSON.stringify(statement));
  });

  test.each([...policies])('%s', (_, statements) => {
    const api = new PermissionApi(HERE);
    for (const statement of statements) api.addPermission(parametersOf(statement));
    const FunctionName = statements[0]?.Resource as string;
    const { Statement } = JSON.parse(api.getPolicy({ FunctionName }).Policy) as { readonly Statement: Json };
    expect(Statement).toEqual(statements);
  });
});

// AWS was asked for these; the names of the records tell what, and the words tell of which function.
const CALLS: Readonly<Record<string, (api: PermissionApi) => unknown>> = {
  add_permission_invalid_statement_id: (api) => api.addPermission({ ...PETS, StatementId: 'example.com' }),
  add_permission_fn_qualifier_mismatch: (api) =>
    api.addPermission({ ...PETS, FunctionName: 'function-name:alias', Qualifier: '42' }),
  add_permission_fn_qualifier_latest: (api) => api.addPermission({ ...PETS, Qualifier: '$LATEST' }),
  add_permission_principal_invalid: (api) => api.addPermission({ ...PETS, Principal: 'invalid.nonaws.com' }),
  get_policy_fn_doesnotexist: (api) => api.getPolicy({ FunctionName: 'doesnotexist' }),
  get_policy_fn_version_doesnotexist: (api) => api.getPolicy({ FunctionName: 'function-name', Qualifier: '42' }),
  add_permission_fn_doesnotexist: (api) => api.addPermission({ ...PETS, FunctionName: 'doesnotexist' }),
  remove_permission_policy_doesnotexist: (api) => api.removePermission(removal),
  add_permission_fn_alias_doesnotexist: (api) =>
    api.addPermission({ ...PETS, FunctionName: 'function-name:alias-doesnotexist' }),
  add_permission_fn_version_doesnotexist: (api) => api.addPermission({ ...PETS, Qualifier: '42' }),
  add_permission_fn_qualifier_invalid: (api) =>
    api.addPermission({ ...PETS, Qualifier: 'invalid-qualifier-with-?-char' }),
  add_permission_fn_qualifier_valid_doesnotexist: (api) =>
    api.addPermission({ ...PETS, Qualifier: 'valid-with-$-but-doesnotexist' }),
  add_permission_conflicting_statement_id: (api) => {
    api.addPermission(PETS);
    api.addPermission({ ...PETS, Principal: 'sns.amazonaws.com' });
  },
  remove_permission_fn_doesnotexist: (api) => api.removePermission({ ...removal, FunctionName: 'doesnotexist' }),
  remove_permission_fn_alias_doesnotexist: (api) =>
    api.removePermission({ ...removal, Qualifier: 'alias-doesnotexist' }),
};

function refusalOf(call: () => unknown): LambdaError | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return error as LambdaError;
  }
}

describeRecorded('the recorded errors', () => {
  test('have a call each', () => {
    expect(Object.keys(CALLS).sort()).toEqual(Object.keys(errors).sort());
  });

  test.each(Object.entries(fillPlaceholders(errors)))('%s', (name, { code, message, http }) => {
    const api = new PermissionApi({ ...HERE, functions: { 'function-name': ['alias'] } });
    const refusal = refusalOf(() => CALLS[name]?.(api));
    expect({ ...refusal, message: refusal?.message }).toEqual({
      ...{ name: 'LambdaError', code, message, status: http },
      grade: 'R',
    });
  });

  const aboutNames = Object.keys(errors).filter((name) => /doesnotexist$/.test(errors[name]?.message ?? ''));
  const missing = [...aboutNames, 'add_permission_fn_version_doesnotexist'];

  test.each(missing)('%s is not said where nobody told which functions there are', (name) => {
    const refusal = refusalOf(() => CALLS[name]?.(new PermissionApi(HERE)));
    expect(refusal?.message).toBe(
      name.startsWith('add') ? undefined : 'No policy is associated with the given resource.',
    );
  });
});
