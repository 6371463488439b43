/** The types a placeholder may have, and what a value of each is. Real parsers where Node has one. */
import { isIP, isIPv4, isIPv6 } from 'node:net';

interface PlaceholderTypeEntry {
  description: string;
  example: string;
  /** Whether `value`, as text, is of this type. */
  accepts: (value: string) => boolean;
}

const hostLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/i;
const isHostName = (value: string): boolean =>
  value.length <= 253 && value.split('.').every((part) => hostLabel.test(part));
/** Digits and dots alone are meant as an address, so a wrong address is no host name. */
const looksNumeric = (value: string): boolean => /^[0-9.]+$/.test(value);

const isCidr = (value: string): boolean => {
  const [address = '', prefix = '', ...rest] = value.split('/');
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
  return rest.length === 0 && /^(0|[1-9][0-9]{0,2})$/.test(prefix) && Number(prefix) <= bits;
};

const isUrl = (value: string): boolean => /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(value) && URL.canParse(value);

const isEmail = (value: string): boolean => {
  const at = value.lastIndexOf('@');
  return at > 0 && at <= 64 && /^[^\s@<>(),;:\\"[\]]+$/.test(value.slice(0, at)) && isHostName(value.slice(at + 1));
};

const isTimezone = (value: string): boolean => {
  try {
    return /^[A-Z]/.test(value) && new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    // Intl throws a RangeError for a zone it does not know; that is the answer.
    return false;
  }
};

const isBase64 = (value: string): boolean =>
  value.length > 0 &&
  value.length % 4 === 0 &&
  /^[A-Za-z0-9+/]+={0,2}$/.test(value) &&
  Buffer.from(value, 'base64').toString('base64') === value;

const types = {
  string: { description: 'Any text of one line', example: 'home', accepts: (value) => !/[\n\r]/.test(value) },
  fqdn: {
    description: 'A domain of two labels or more',
    example: 'example.com',
    accepts: (value) => isHostName(value) && value.includes('.') && !looksNumeric(value),
  },
  host: {
    description: 'A host name or an IP address',
    example: '10.0.0.5',
    accepts: (value) => isIP(value) !== 0 || (isHostName(value) && !(looksNumeric(value) && value.includes('.'))),
  },
  ipv4: { description: 'An IPv4 address', example: '10.0.0.21', accepts: isIPv4 },
  ipv6: { description: 'An IPv6 address', example: 'fd00::21', accepts: isIPv6 },
  cidr: { description: 'A network in CIDR notation', example: '10.0.0.0/24', accepts: isCidr },
  port: {
    description: 'A port from 1 to 65535',
    example: '8080',
    accepts: (value) => /^[1-9][0-9]{0,4}$/.test(value) && Number(value) <= 65535,
  },
  integer: {
    description: 'A whole number',
    example: '5242880',
    accepts: (value) => /^-?(0|[1-9][0-9]*)$/.test(value) && Number.isSafeInteger(Number(value)),
  },
  boolean: { description: 'true or false', example: 'true', accepts: (value) => value === 'true' || value === 'false' },
  email: { description: 'An e-mail address', example: 'admin@example.com', accepts: isEmail },
  url: { description: 'A URL with its scheme', example: 'https://example.com', accepts: isUrl },
  path: {
    description: 'An absolute path',
    example: '/mnt/tank/media',
    accepts: (value) => /^\/[^\0\n\r]*$/.test(value),
  },
  quantity: {
    description: 'A Kubernetes quantity',
    example: '20Gi',
    accepts: (value) => /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$/.test(value),
  },
  duration: {
    description: 'A Go duration',
    example: '5m',
    accepts: (value) => /^([0-9]+(\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$/.test(value),
  },
  timezone: { description: 'A time zone of the IANA database', example: 'Europe/Amsterdam', accepts: isTimezone },
  base64: { description: 'Text in base64 with its padding', example: 'c2VjcmV0', accepts: isBase64 },
} satisfies Record<string, PlaceholderTypeEntry>;

export type PlaceholderType = keyof typeof types;

/** The names alone, in the order of the documentation. */
export const placeholderTypeNames = Object.keys(types) as [PlaceholderType, ...PlaceholderType[]];

/** Every type a placeholder may have, with what it is and an example. */
export const placeholderTypes: readonly { name: PlaceholderType; description: string; example: string }[] =
  placeholderTypeNames.map((name) => ({ name, description: types[name].description, example: types[name].example }));

/**
 * Whether a value is of a placeholder's type. Gives nothing when it is, else what is wrong, as "expected …, found …".
 * A value of ConfigMap cluster-settings is written between single quotes, so a value that holds one is of no type.
 */
export const checkPlaceholderValue = (type: PlaceholderType, value: unknown): string | undefined => {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    return `expected ${article(type)} such as ${types[type].example}, found ${value === null ? 'null' : Array.isArray(value) ? 'a list' : 'a map'}`;
  const asText = String(value);
  if (asText.includes("'")) return `expected a value without single quotes, found ${JSON.stringify(asText)}`;
  if (types[type].accepts(asText)) return undefined;
  return `expected ${article(type)} such as ${types[type].example}, found ${JSON.stringify(asText)}`;
};

const article = (type: PlaceholderType): string => `${/^[aeiou](?!rl)/.test(type) ? 'an' : 'a'} ${type}`;
