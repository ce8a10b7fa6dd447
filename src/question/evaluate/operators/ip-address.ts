// Is the value an address in this range?

import { BlockList, isIP } from 'node:net';
import type { OperatorFamily } from '../operator.js';

// AWS: IAM guide, "Condition operators", IP address condition operators: CIDR; an address alone is a range of one.
export const ipAddress: OperatorFamily = {
  id: 'ip-address',
  operators: [
    {
      name: 'IpAddress',
      negation: 'NotIpAddress',
      compile(value) {
        const range = readRange(value);
        return (request) => {
          const family = isIP(request.text);
          if (range === undefined || family === 0) return 'malformed';
          // Node's list would let an IPv4 range match IPv4 addresses written as IPv6; nobody has told whether AWS does.
          return family === range.family && range.list.check(request.text, nameOf(family)) ? 'yes' : 'no';
        };
      },
    },
  ],
  cases: [
    ['IpAddress', '203.0.113.0/24', '203.0.113.9', 'yes'],
    ['IpAddress', '203.0.113.77/24', '203.0.113.9', 'yes'],
    ['IpAddress', '203.0.113.9', '203.0.113.9', 'yes'],
    ['IpAddress', '203.0.113.0/24', '203.0.114.9', 'no'],
    ['IpAddress', '0.0.0.0/0', '198.51.100.1', 'yes'],
    ['IpAddress', '2001:db8::/32', '2001:DB8:0:0:1::1', 'yes'],
    ['IpAddress', '2001:db8::/32', '2001:db9::1', 'no'],
    ['IpAddress', '::/0', '203.0.113.9', 'no'],
    ['IpAddress', '203.0.113.*', '203.0.113.9', 'malformed'],
    ['IpAddress', '203.0.113.0/33', '203.0.113.9', 'malformed'],
    ['IpAddress', '203.0.113.0/24', 'unknown', 'malformed'],
  ],
};

function readRange(text: string): { family: number; list: BlockList } | undefined {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  const bits = family === 6 ? 128 : 32;
  const length = prefix === undefined ? bits : Number(prefix);
  if (family === 0 || rest.length > 0 || (prefix !== undefined && !/^\d+$/.test(prefix)) || length > bits)
    return undefined;
  const list = new BlockList();
  list.addSubnet(address, length, nameOf(family));
  return { family, list };
}

function nameOf(family: number): 'ipv4' | 'ipv6' {
  return family === 6 ? 'ipv6' : 'ipv4';
}
