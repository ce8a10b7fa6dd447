// Which facts of AWS may change? They stand here, each with its source and the date it was read.

// AWS: AWS Fault Isolation Boundaries, "Partitions", and the SDKs' partitions file (read 2026-11).
const PARTITION_OF_REGION: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

/** The partition that a region belongs to. */
export function partitionOf(region: string): string {
  return PARTITION_OF_REGION.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

// AWS: the SDKs' partitions file: `dnsSuffix` (read 2026-11).
const DOMAIN_OF_PARTITION: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
  'aws-eusc': 'amazonaws.eu',
};

/** What the host names of a region's services end with. */
export function domainOf(region: string): string {
  return DOMAIN_OF_PARTITION[partitionOf(region)] ?? 'amazonaws.com';
}

/** Whether `partitionOf` knows the regions of a partition; AWS may open others. */
export function isKnownPartition(partition: string): boolean {
  return partition === 'aws' || PARTITION_OF_REGION.some(([, known]) => known === partition);
}

// AWS: Lambda API reference, AddPermission, the region inside the pattern of SourceArn (read 2026-11).
const REGION = /^(eusc-)?[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-\d$/;

export function isRegion(text: string): boolean {
  return REGION.test(text);
}

// AWS: Account Management reference, "View AWS account identifiers": twelve digits.
export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}

// Observed: API ids are ten letters of [a-z0-9]; no page promises it.
export function isApiId(text: string): boolean {
  return /^[a-z0-9]{10}$/.test(text);
}

// AWS: API Gateway guide, "How Amazon API Gateway works with IAM"; the same principal in every partition (read 2026-11).
// Observed: AddPermission refuses `apigateway.amazonaws.com.cn`.
export const API_GATEWAY = 'apigateway.amazonaws.com';

// AWS: Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint".
export const INVOKE_FUNCTION = 'lambda:InvokeFunction';

// AWS: API Gateway guide, "x-amazon-apigateway-any-method"; the verbs that ANY stands for.
export const HTTP_VERBS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const;

// Observed: execution logs of the console's Test button; `null` until 2018.
export const TEST_INVOKE_STAGE = 'test-invoke-stage';

// AWS: IAM guide, "AWS global condition context keys": keys that come with a call but whose value is not known beforehand.
// Whether SourceOrgID and SourceOrgPaths are sent for API Gateway, nobody knows.
export const UNKNOWN_UNTIL_GIVEN = [
  'aws:CurrentTime',
  'aws:EpochTime',
  'aws:SecureTransport',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
] as const;

// AWS: IAM guide, "AWS global condition context keys": they tell of a caller with an identity or a session, or of the
// network that a request came through; a service that calls by itself has neither. Inferred: the client's IP address too.
export const ABSENT_FOR_SERVICES = [
  ...['aws:PrincipalOrgID', 'aws:PrincipalOrgPaths', 'aws:PrincipalArn', 'aws:PrincipalAccount', 'aws:PrincipalTag'],
  ...['aws:SourceVpc', 'aws:SourceVpce', 'aws:SourceVpcArn', 'aws:VpcSourceIp', 'aws:SourceIp'],
  ...['aws:MultiFactorAuthPresent', 'aws:MultiFactorAuthAge', 'aws:FederatedProvider', 'aws:TokenIssueTime'],
] as const;

// AWS: IAM guide, "AWS global condition context keys": what comes with a call that a service makes for a resource.
export const PRESENT_FOR_SERVICES = [
  'aws:SourceArn',
  'aws:SourceAccount',
  'aws:PrincipalServiceName',
  'aws:PrincipalIsAWSService',
] as const;

// AWS: IAM guide, "AWS global condition context keys" (read 2026-11).
export const GLOBAL_CONDITION_KEYS = [
  ...['aws:PrincipalArn', 'aws:PrincipalAccount', 'aws:PrincipalOrgPaths', 'aws:PrincipalOrgID', 'aws:PrincipalTag'],
  ...['aws:PrincipalIsAWSService', 'aws:PrincipalServiceName', 'aws:PrincipalServiceNamesList', 'aws:PrincipalType'],
  ...['aws:userid', 'aws:username', 'aws:AssumedRoot', 'aws:FederatedProvider', 'aws:TokenIssueTime'],
  ...['aws:MultiFactorAuthAge', 'aws:MultiFactorAuthPresent', 'aws:ChatbotSourceArn', 'aws:Ec2InstanceSourceVpc'],
  ...['aws:Ec2InstanceSourcePrivateIPv4', 'aws:SourceIdentity'],
  ...['aws:SourceIp', 'aws:SourceVpc'],
  ...['aws:SourceVpcArn', 'aws:SourceVpce', 'aws:VpceAccount', 'aws:VpceOrgID', 'aws:VpceOrgPaths', 'aws:VpcSourceIp'],
  ...['aws:ResourceAccount', 'aws:ResourceOrgID', 'aws:ResourceOrgPaths', 'aws:ResourceTag', 'aws:CalledVia'],
  ...['aws:CalledViaFirst', 'aws:CalledViaLast', 'aws:ViaAWSService', 'aws:CurrentTime', 'aws:EpochTime'],
  ...[
    'aws:Referer',
    'aws:RequestedRegion',
    'aws:RequestTag',
    'aws:TagKeys',
    'aws:SecureTransport',
    'aws:SourceAccount',
  ],
  ...['aws:SourceArn', 'aws:SourceOrgID', 'aws:SourceOrgPaths', 'aws:UserAgent'],
] as const;
