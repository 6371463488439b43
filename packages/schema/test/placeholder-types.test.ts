import { describe, expect, it } from 'vitest';
import { checkPlaceholderValue, type PlaceholderType, placeholderTypeNames, placeholderTypes } from '../src/index.ts';

const values: Record<PlaceholderType, { good: unknown[]; bad: unknown[] }> = {
  string: { good: ['', 'x y', 'b2:bucket:home', '^nvme1n1$', 3, true], bad: ['two\nlines', "it's", null, [], {}] },
  fqdn: {
    good: ['example.com', 'a.b.example.com', 'xn--bcher-kva.example'],
    bad: ['example', '-a.com', 'a..com', '10.0.0.5', 'https://a.b', ''],
  },
  host: { good: ['nas', 'nas.lan', '10.0.0.5', 'fd00::5'], bad: ['10.0.0.300', 'a b', 'a_b', '10.0.0', ''] },
  ipv4: {
    good: ['10.0.0.21', '255.255.255.255'],
    bad: ['10.0.0.256', '10.0.0', '10.0.0.1/24', 'fd00::1', '010.0.0.1'],
  },
  ipv6: { good: ['fd00::21', '::1'], bad: ['10.0.0.1', 'fd00::g', 'fd00'] },
  cidr: {
    good: ['10.0.0.0/24', 'fd00::/64', '0.0.0.0/0'],
    bad: ['10.0.0.0', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08', '10.0.0/24', '10.0.0.0/24/1'],
  },
  port: { good: [8080, '1', '65535'], bad: [0, '65536', '80a', '', '08'] },
  integer: { good: ['5242880', 0, -3], bad: ['1.5', '1e3', '', '0x10', '9007199254740993'] },
  boolean: { good: [true, 'false'], bad: ['yes', 'True', 1, ''] },
  email: { good: ['admin@example.com', 'a+b@c.io'], bad: ['admin', '@example.com', 'a b@c.io', 'a@b@', 'a@-c.io'] },
  url: {
    good: ['https://example.com', 'http://a.svc:8080/x', 's3://bucket/x'],
    bad: ['example.com', 'https://', 'https:// a', 'mailto:a@b.c'],
  },
  path: { good: ['/', '/mnt/tank/media'], bad: ['mnt', './a', '', '~/a'] },
  quantity: { good: ['20Gi', '100m', '1.5', 3, '1e3'], bad: ['20 Gi', '20GB', 'Gi', ''] },
  duration: { good: ['5m', '1h30m', '1.5s'], bad: ['5', '5 m', '1d', 'm', ''] },
  timezone: {
    good: ['Europe/Amsterdam', 'UTC', 'America/Argentina/Ushuaia'],
    bad: ['Europe/Amsterdm', '+02:00', 'europe', ''],
  },
  base64: { good: ['c2VjcmV0', 'YQ=='], bad: ['YQ', 'a b=', '====', 'YR==', ''] },
};

describe.each(placeholderTypeNames)('%s', (type) => {
  it.each(values[type].good.map((value) => [value]))('takes %j', (value) => {
    expect(checkPlaceholderValue(type, value)).toBeUndefined();
  });

  it.each(values[type].bad.map((value) => [value]))('refuses %j', (value) => {
    expect(checkPlaceholderValue(type, value)).toMatch(/^expected .+, found .+/);
  });

  it('has a description, and an example of itself', () => {
    const entry = placeholderTypes.find(({ name }) => name === type);
    expect(entry?.description).toMatch(/\w/);
    expect(checkPlaceholderValue(type, entry?.example)).toBeUndefined();
  });
});

it('has the sixteen types of the format', () => {
  expect(placeholderTypes.map(({ name }) => name).join(', ')).toBe(
    'string, fqdn, host, ipv4, ipv6, cidr, port, integer, boolean, email, url, path, quantity, duration, timezone, base64',
  );
});

it('says what was expected and what was found', () => {
  expect(checkPlaceholderValue('ipv4', 'nas')).toBe('expected an ipv4 such as 10.0.0.21, found "nas"');
  expect(checkPlaceholderValue('url', null)).toBe('expected a url such as https://example.com, found null');
  expect(checkPlaceholderValue('string', "it's")).toBe('expected a value without single quotes, found "it\'s"');
});
