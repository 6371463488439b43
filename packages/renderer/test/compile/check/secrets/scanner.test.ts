import { expect, it } from 'vitest';
import { tokensIn } from '../../../../src/compile/check/secrets/scanner.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const joined = (...parts: string[]): string => parts.join('');
const letters = 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx';

it.each([
  ['github', joined('ghp', '_', letters)],
  ['gitlab', joined('glpat', '-', letters.slice(0, 20))],
  ['slack', joined('xoxb', '-123456789012-123456789012-', letters.slice(0, 24))],
  ['npm', joined('npm', '_', letters)],
  ['aws-key', joined('AKIA', 'Q7RSTUVWXYZ23456')],
  ['private-key', joined('-----BEGIN RSA ', 'PRIVATE KEY-----\nMIIE\n-----END RSA ', 'PRIVATE KEY-----')],
  ['private-key', joined('-----BEGIN ', 'PRIVATE KEY-----')],
  ['age-key', joined('AGE-SECRET', '-KEY-1', 'Q'.repeat(58))],
  ['telegram', joined('123456789', ':AA', letters.slice(0, 33))],
  ['tailscale', joined('tskey', '-auth-', 'k1234567890CNTRL-', letters.slice(0, 20))],
  ['discord', joined('https://discord.com/api/', 'webhooks/123456789012345678/', letters, letters)],
  ['jwt', joined('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0NTY3ODkwIn0.', letters)],
  ['basicauth', joined('https://user:', 'correct-horse', '@example.com/x')],
  ['database-connection-string', joined('postgres://app:', 'correct-horse', '@db.example.com:5432/app')],
])('finds %s', async (rule, secret) => {
  const text = `a: 1\nkey: "${secret}"\n`;
  const found = await tokensIn('apps/a/b/app.yaml', text);
  expect(found.map((one) => one.rule)).toEqual([rule]);
  expect(found[0]?.start).toBe(text.indexOf(secret));
  expect(found[0]?.what).not.toContain(secret.slice(-12));
});

it.each([
  'postgres://app:${DB_PASSWORD}@db:5432/app',
  'postgres://app:<% vars.password %>@db:5432/app',
  'redis://valkey.games.svc:6379',
  'https://user@example.com',
  'ghcr.io/example/app:1.2.3@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  '-----BEGIN CERTIFICATE-----',
  '-----BEGIN PUBLIC KEY-----',
  'eyJust a word',
])('leaves %s alone', async (text) => {
  expect(await tokensIn('apps/a/b/app.yaml', `url: ${text}\n`)).toEqual([]);
});

it('is not switched off by a comment', async () => {
  const text = `# secretlint-disable\nkey: ${joined('ghp', '_', letters)}\n`;
  expect(await tokensIn('a.yaml', text)).toHaveLength(1);
});
