import { isIPv6 } from 'node:net';

/** What Go's `net/url` makes of a text, as far as its refusals go; `undefined` where it refuses. */
const parse = (text: string): { absolute: boolean; path: string } | undefined => {
  if (hasControl(text)) return undefined;
  const hash = text.indexOf('#');
  const fragment = hash === -1 ? '' : text.slice(hash + 1);
  const whole = hash === -1 ? text : text.slice(0, hash);
  if (whole.startsWith(':') || !isEscaped(fragment)) return undefined;
  const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*(?=:)/.exec(whole)?.[0] ?? '';
  const afterScheme = scheme === '' ? whole : whole.slice(scheme.length + 1);
  const rest = afterScheme.split('?', 1)[0]!;
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { absolute: true, path: '' };
    if (rest.split('/', 1)[0]!.includes(':')) return undefined;
  }
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'));
  const slash = hasAuthority ? rest.indexOf('/', 2) : 0;
  const authority = hasAuthority ? rest.slice(2, slash === -1 ? undefined : slash) : '';
  const path = slash === -1 ? '' : rest.slice(slash);
  return isAuthority(authority) && isEscaped(path) ? { absolute: scheme !== '', path } : undefined;
};

const hasControl = (text: string): boolean => [...text].some((character) => character < ' ' || character === '\u007f');

/** Every `%` starts a two-digit escape. */
const isEscaped = (text: string): boolean => !/%(?![0-9a-fA-F]{2})/.test(text);

const isAuthority = (authority: string): boolean => {
  const at = authority.lastIndexOf('@');
  const user = at === -1 ? '' : authority.slice(0, at);
  return /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) && isEscaped(user) && isHost(authority.slice(at + 1));
};

const isHost = (host: string): boolean => {
  if (host.startsWith('[')) {
    const end = host.lastIndexOf(']');
    return end !== -1 && /^(?::\d*)?$/.test(host.slice(end + 1)) && isBracketed(host.slice(1, end));
  }
  const colon = host.lastIndexOf(':');
  const name = colon === -1 ? host : host.slice(0, colon);
  return !name.includes(':') && /^(?::\d*)?$/.test(host.slice(name.length)) && !/[\s\\^`{|}%[\]]/.test(name);
};

const isBracketed = (address: string): boolean => !address.includes('%') && (!address.includes(':') || isIPv6(address));

/** `format: uri`: anything Go parses that has a scheme. */
export const isUri = (text: string): boolean => parse(text)?.absolute === true;

/** `format: uri-reference`: anything Go parses, without a backslash. */
export const isUriReference = (text: string): boolean => !text.includes('\\') && parse(text) !== undefined;

/** `format: uri-template`: as a reference, with braces that are paired and not nested. */
export const isUriTemplate = (text: string): boolean => {
  const segments = parse(text)?.path.split('/') ?? ['{'];
  return segments.every((segment) => /^[^{}]*(?:\{[^{}]*\}[^{}]*)*$/.test(segment));
};
