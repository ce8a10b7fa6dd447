// Which policies are measured? The Lambda guide's statement, once or many times over with other routes.

const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:nodejs-apig-function-1G3MXMPLXVXYI';
const API = 'arn:aws:execute-api:us-east-2:111122223333:ktyvxmpls1';

function statement(sid: string, suffix: string) {
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: { Service: 'apigateway.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: FUNCTION,
    Condition: {
      StringEquals: { 'aws:SourceAccount': '111122223333' },
      ArnLike: { 'aws:SourceArn': `${API}/${suffix}` },
    },
  };
}

/** A document of that many statements; the last is the guide's own, for GET on the root. */
export function documentOf(statements: number): string {
  const others = Array.from({ length: statements - 1 }, (_, index) =>
    statement(`route-${index}`, `*/GET/route/${index}/*`),
  );
  const guide = statement('nodejs-apig-functiongetEndpointPermissionProd-BWDBXMPLXE2F', '*/GET/');
  return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: [...others, guide] });
}

/** Four invocations: allowed, another method, another API, another account. */
export const INVOCATIONS = [
  `${API}/prod/GET/`,
  `${API}/prod/POST/`,
  'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/prod/GET/',
  'arn:aws:execute-api:us-east-2:444455556666:ktyvxmpls1/prod/GET/',
].map((sourceArn) => ({ resource: FUNCTION, sourceArn }));

/** `get-policy` outputs of one to five statements each, with nothing that an audit would tell. */
export function cleanOutputs(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const routes = Array.from({ length: 1 + (index % 5) }, (_, route) =>
      statement(`route-${route}`, `prod/GET/route-${index}/${route}`),
    );
    const Policy = JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: routes });
    return JSON.stringify({ Policy, RevisionId: '4843f2f6-7c59-4fda-b484-afd0bc0e22b8' });
  });
}

/** `get-policy` outputs, a line each, of about that many bytes together. */
export function getPolicyLines(bytes: number): string {
  const lines: string[] = [];
  for (let size = 0; size < bytes; ) {
    const line = JSON.stringify({
      Policy: documentOf(1 + (lines.length % 5)),
      RevisionId: '4843f2f6-7c59-4fda-b484-afd0bc0e22b8',
    });
    lines.push(line);
    size += line.length + 1;
  }
  return `${lines.join('\n')}\n`;
}
