import { isIPv6 } from 'node:net';
import { toRegExp } from './pattern.ts';
import { isUri, isUriReference, isUriTemplate } from './uri.ts';

/**
 * The formats that kubeconform's validator (santhosh-tekuri/jsonschema 6) checks, with its rules, which are not everywhere
 * those of the standards; `duration` is the one kubeconform lays over it. Every other format is ignored there and here.
 */
const isHostname = (text: string): boolean => {
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  return name.length <= 253 && name.split('.').every((label) => /^(?!-)[a-zA-Z0-9-]{1,63}(?<!-)$/.test(label));
};

const isIpv4 = (text: string): boolean => {
  const groups = text.split('.');
  return (
    groups.length === 4 &&
    groups.every(
      (group) => /^[+-]?\d+$/.test(group) && !/^0./.test(group) && Number(group) >= 0 && Number(group) <= 255,
    )
  );
};

/** RFC 4291 text, without a zone. */
const isIpv6 = (text: string): boolean => !text.includes('%') && isIPv6(text);

const isEmail = (text: string): boolean => {
  const at = text.lastIndexOf('@');
  if (at === -1 || Buffer.byteLength(text) > 254) return false;
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  if (Buffer.byteLength(local) > 64 || !isLocalPart(local)) return false;
  if (!domain.startsWith('[') || !domain.endsWith(']')) return isHostname(domain);
  const address = domain.slice(1, -1);
  return address.startsWith('IPv6:') ? isIpv6(address.slice('IPv6:'.length)) : isIpv4(address);
};

const isLocalPart = (local: string): boolean =>
  local.length > 1 && local.startsWith('"')
    ? !/["\\]/.test(local.slice(1, -1))
    : /^[a-zA-Z0-9.!#$%&'*+\-/=?^_`{|}~]*$/.test(local) && !/^\.|\.$|\.\./.test(local);

const isDate = (text: string): boolean => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12 || day < 1)
    return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
};

/** RFC 3339 full-time; the 60th second only where UTC has one. */
const isTime = (text: string): boolean => {
  const parts = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[zZ]|([+-])(\d\d):(\d\d))$/.exec(text);
  if (parts === null) return false;
  const [hour, minute, second, offsetHour, offsetMinute] = [
    parts[1],
    parts[2],
    parts[3],
    parts[5] ?? '0',
    parts[6] ?? '0',
  ].map(Number) as [number, number, number, number, number];
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return false;
  const shift = (parts[4] === '-' ? 1 : -1) * (offsetHour * 60 + offsetMinute);
  const utc = (((hour * 60 + minute + shift) % 1440) + 1440) % 1440;
  return second < 60 || utc === 23 * 60 + 59;
};

const isDateTime = (text: string): boolean =>
  /^.{10}[tT]/.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));

const isIsoDuration = (text: string): boolean =>
  /^P(?:\d+W|\d*W|(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/.test(text) &&
  text !== 'PW';

const goDuration = /^[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const spokenUnit = /^(?:ns|nano.*|us|µs|micro.*|ms|milli.*|s|sec.*|m|min.*|h|hr|hour.*|d|day.*|w|wk|week.*)$/;

/** Go's `1h30m`, anything that holds a number with a unit (`2 days`), or ISO 8601. */
const isDuration = (text: string): boolean =>
  goDuration.test(text) ||
  [...text.matchAll(/\d+\s*([A-Za-zµ]+)/g)].some(([, unit]) => spokenUnit.test(unit!.toLowerCase())) ||
  isIsoDuration(text);

const isPeriod = (text: string): boolean => {
  const slash = text.indexOf('/');
  const [start, end] = [text.slice(0, slash), text.slice(slash + 1)];
  if (slash === -1) return false;
  if (start.startsWith('P')) return isIsoDuration(start) && isDateTime(end);
  return isDateTime(start) && (end.startsWith('P') ? isIsoDuration(end) : isDateTime(end));
};

const isRegex = (text: string): boolean => {
  try {
    toRegExp(text);
    return true;
  } catch {
    return false;
  }
};

const isJsonPointer = (text: string): boolean => /^(?:\/(?:[^~/]|~[01])*)*$/s.test(text);

const semver =
  /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][a-zA-Z0-9-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][a-zA-Z0-9-]*))*)?(?:\+[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*)?$/;

export const formats: Readonly<Record<string, (text: string) => boolean>> = {
  'json-pointer': isJsonPointer,
  'relative-json-pointer': (text) =>
    /^(?:0|[1-9]\d*)(?:#|$|\/)/.test(text) && isJsonPointer(text.replace(/^\d+#?/, '')),
  uuid: (text) => /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/.test(text),
  duration: isDuration,
  period: isPeriod,
  ipv4: isIpv4,
  ipv6: isIpv6,
  hostname: isHostname,
  email: isEmail,
  date: isDate,
  time: isTime,
  'date-time': isDateTime,
  uri: isUri,
  iri: isUri,
  'uri-reference': isUriReference,
  'iri-reference': isUriReference,
  'uri-template': isUriTemplate,
  semver: (text) => semver.test(text),
  regex: isRegex,
};

export const isSupportedFormat = (format: unknown): boolean =>
  typeof format === 'string' && Object.hasOwn(formats, format);
