// Does the function get the event of a WebSocket API, field by field?

import { describe, expect, test } from '@jest/globals';
import { eventOf, HOST, ID, LONG_ID, socket, TIME, TRACE } from './events.js';

// AWS: API Gateway guide, "Set up a WebSocket API integration request".
describe('the event of a WebSocket API', () => {
  const context = (route: string, event: string) => ({
    routeKey: route,
    eventType: event,
    extendedRequestId: LONG_ID,
    requestTime: '09/Nov/2026:08:07:06 +0000',
    messageDirection: 'IN',
    stage: 'dev',
    connectedAt: TIME,
    requestTimeEpoch: TIME,
    identity: { sourceIp: '198.51.100.7', userAgent: 'wscat' },
    requestId: LONG_ID,
    domainName: HOST,
    connectionId: LONG_ID,
    apiId: ID,
  });
  const from = { headers: { 'user-agent': 'wscat', 'X-Key': 'k' }, sourceIp: '198.51.100.7' };

  test('CONNECT has headers and query', () => {
    const headers = {
      'User-Agent': 'wscat',
      'X-Key': 'k',
      Host: HOST,
      'X-Amzn-Trace-Id': TRACE,
      'X-Forwarded-For': '198.51.100.7',
      'X-Forwarded-Port': '443',
      'X-Forwarded-Proto': 'https',
    };
    expect(eventOf(socket, { event: 'CONNECT', url: '?room=a%20b&room=c', ...from })).toEqual({
      headers,
      multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      queryStringParameters: { room: 'c' },
      multiValueQueryStringParameters: { room: ['a b', 'c'] },
      requestContext: context('$connect', 'CONNECT'),
      isBase64Encoded: false,
    });
  });

  test('CONNECT without a query has none', () => {
    const event = eventOf(socket, { event: 'CONNECT' });
    expect(Object.keys(event as object).sort()).toEqual([
      'headers',
      'isBase64Encoded',
      'multiValueHeaders',
      'requestContext',
    ]);
  });

  test('MESSAGE has its body, and nothing of the handshake', () => {
    expect(eventOf(socket, { event: 'MESSAGE', body: '{"action":"join"}', url: '?a=b', ...from })).toEqual({
      requestContext: { ...context('join', 'MESSAGE'), messageId: LONG_ID },
      body: '{"action":"join"}',
      isBase64Encoded: false,
    });
  });

  test('DISCONNECT says how it ended', () => {
    const headers = { Host: HOST, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' };
    expect(eventOf(socket, { event: 'DISCONNECT', ...from })).toEqual({
      headers,
      multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      requestContext: {
        ...context('$disconnect', 'DISCONNECT'),
        disconnectStatusCode: 1005,
        disconnectReason: 'Client-side close frame status not set',
      },
      isBase64Encoded: false,
    });
  });
});
