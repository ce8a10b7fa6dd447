// What do the requests of Lambda's permission API hold? Members as AWS names them.

// AWS: Lambda API reference, AddPermission (read 2026-11).
export interface AddPermissionRequest {
  /** A name, a partial ARN (`111122223333:function:orders`) or an ARN, each with or without a version or alias. */
  readonly FunctionName: string;
  readonly StatementId: string;
  readonly Action: string;
  /** A service, an account id, an ARN, or `*`. */
  readonly Principal: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
  readonly PrincipalOrgID?: string;
  readonly EventSourceToken?: string;
  readonly FunctionUrlAuthType?: string;
  readonly InvokedViaFunctionUrl?: boolean;
  /** A version or an alias. */
  readonly Qualifier?: string;
  readonly RevisionId?: string;
}

// AWS: Lambda API reference, RemovePermission.
export interface RemovePermissionRequest {
  readonly FunctionName: string;
  readonly StatementId: string;
  readonly Qualifier?: string;
  readonly RevisionId?: string;
}

// AWS: Lambda API reference, GetPolicy.
export interface GetPolicyRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string;
}

// AWS: Lambda API reference, PutResourcePolicy, GetResourcePolicy and DeleteResourcePolicy (read 2026-11).
export interface PutResourcePolicyRequest {
  /** The whole ARN of a function, a version or an alias. */
  readonly ResourceArn: string;
  /** The document as a string. */
  readonly Policy: string;
  readonly RevisionId?: string;
}

export interface DeleteResourcePolicyRequest {
  readonly ResourceArn: string;
  readonly RevisionId?: string;
}

/** What GetPolicy, GetResourcePolicy and PutResourcePolicy answer: the document as a string. */
export interface PolicyAnswer {
  readonly Policy: string;
  readonly RevisionId: string;
}
