import { expect, it } from 'vitest';
import { isLiteralSecret } from '../../../../src/compile/check/secrets/exempt.ts';

it.each([
  ['TOKEN_EXPIRY', '3600'],
  ['JWT_SECRET_FILE', '/run/jwt'],
  ['JWT_SECRET', '/run/secrets/jwt'],
  ['PASSWORD_LOGIN_ENABLED', 'true'],
  ['DISABLE_PASSWORD_LOGIN', 'false'],
  ['TOKEN_TTL', '15m'],
  ['SESSION_TOKEN_LIFETIME', 'P30D'],
  ['DB_PASSWORD', '${DB_PASSWORD}'],
  ['DB_PASSWORD', '<% vars.password %>'],
  ['DB_PASSWORD', '{{ .password }}'],
  ['DB_PASSWORD', '$(POSTGRES_PASSWORD)'],
  ['ADMIN_PASSWORD', ''],
  ['ADMIN_PASSWORD', 'file:///run/password'],
  ['ADMIN_PASSWORD', 'op://home/romm/password'],
  ['OIDC_TOKEN_URL', 'https://auth.example.com/token'],
  ['OAUTH_TOKEN_ENDPOINT_AUTH_METHOD', 'client_secret_basic'],
  ['SECRET_NAME', 'romm'],
  ['CSRF_TOKEN_HEADER', 'X-CSRF-Token'],
  ['AUTH_TOKEN_ALGORITHM', 'HS256'],
  ['API_KEY_ID', 'home'],
  ['PASSWORD_POLICY', 'strict'],
  ['COMPASS', 'north'],
  ['MONKEY', 'see'],
  ['KEYBOARD', 'us'],
  ['TOKENIZER', 'bert'],
  ['PASSENGERS', 'four'],
])('%s: %s is no literal secret', (name, value) => {
  expect(isLiteralSecret(name, value)).toBe(false);
});

it.each([
  ['ADMIN_PASSWORD', 'correct-horse'],
  ['DB_PASS', 'hunter2'],
  ['JWT_SECRET', 'shhhh'],
  ['API_TOKEN', 'abcdef123456'],
  ['APIKEY', 'f00ba7'],
  ['S3_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI'],
  ['ENCRYPTION_KEY', 'a9b8c7'],
  ['adminPassword', 'correct-horse'],
  ['smtp.password', 'hunter2'],
  ['PASSWORD_SALT', 'pepper'],
])('%s: %s is one', (name, value) => {
  expect(isLiteralSecret(name, value)).toBe(true);
});
