import type { JsonValue } from '../../../model/json.ts';
import { saysSecret } from '../../../model/secret-names.ts';

/** Last words of names that speak about a secret, not of one: `JWT_SECRET_FILE`, `TOKEN_EXPIRY`, `PASSWORD_LOGIN_ENABLED`. */
const aboutSecrets =
  /(?:^|_)(?:FILE|PATH|DIR|FOLDER|URLS?|URI|ENDPOINT|HOST|NAMES?|HEADER|COOKIE|EXPIRY|EXPIRES?|EXPIRATION|TTL|AGE|LIFETIME|TIMEOUT|INTERVAL|DURATION|ENABLED?|DISABLED?|REQUIRED|ALLOWED|ALGORITHM|ALG|TYPE|LENGTH|SIZE|PREFIX|SUFFIX|FORMAT|CLAIM|ISSUER|AUDIENCE|MODE|METHOD|PROVIDER|BACKEND|USER|USERNAME|FIELD|ATTRIBUTE|POLICY|SCOPES?|STORE|KEY_ID|ROTATION|LIMIT|COUNT|MIN|MAX|REF|AUTH)$/iu;

const number = /^[-+]?[0-9][0-9_.,]*(?:[eE][-+]?[0-9]+)?$/u;
const duration = /^(?:[0-9]+(?:\.[0-9]+)?\s?(?:ns|us|µs|ms|s|m|h|d|w|y|min|seconds?|minutes?|hours?|days?|weeks?))+$/iu;
const word = /^(?:true|false|yes|no|on|off|y|n|null|none|nil|enabled|disabled|default|auto|required|optional)$/iu;
const path = /^(?:~|\.{1,2})?\/\S*$/u;
/** Something else fills it in: Flux, our templates, Helm and External Secrets, Kubernetes, a vault's own notation. */
const reference =
  /\$\{|\{\{|\$\([A-Za-z_]|<%|\u0001|^(?:file|env|op|vault|bao|secret|awssm|sops|ref\+[a-z]+):|^\$[A-Za-z_]|^%[A-Z_]+%$/u;

const words = (name: string): string => name.replace(/([a-z0-9])([A-Z])/gu, '$1_$2').replaceAll(/[.-]/gu, '_');

/**
 * Whether a name and its literal value together look like a secret in plain text: the name says so, and the value is none of a
 * boolean, number, duration, path, address, reference or placeholder.
 */
export const isLiteralSecret = (name: string, value: JsonValue | undefined): boolean => {
  if (typeof value !== 'string' || value.trim() === '' || !saysSecret(name) || aboutSecrets.test(words(name)))
    return false;
  const text = value.trim();
  return ![number, duration, word, path, reference].some((harmless) => harmless.test(text)) && !isAddress(text);
};

/** A URL is judged by its credentials, which the scanner looks for. */
const isAddress = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//iu.test(text);

/** Whether a value is filled in from elsewhere, at least in part. */
export const isFilledIn = (value: string): boolean => reference.test(value);
