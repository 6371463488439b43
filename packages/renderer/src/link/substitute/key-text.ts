import { readPlain, readWhole } from './plain-reading.ts';

/** Shortest digits that give the same 32-bit float, in Go's `%g` form: an exponent from 1e-05 down and from 1e+06 up. */
const shortFloat = (value: number): string => {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  let digits = 1;
  while (digits < 9 && Math.fround(Number(single.toPrecision(digits))) !== single) digits += 1;
  const [mantissa = '', exponentText = '0'] = single.toExponential(digits - 1).split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) return String(Number(single.toPrecision(digits)));
  const trimmed = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  return `${trimmed}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
};

const largestInteger = 2n ** 63n - 1n;

/**
 * What an unquoted key becomes: read as any scalar, then a string again (sigs.k8s.io/yaml). `undefined` for null and for what is
 * larger than a signed integer, which is refused.
 */
export const plainKeyText = (text: string): string | undefined => {
  const reading = readPlain(text);
  if ('unreadable' in reading) return text.replace('+', '').toLowerCase();
  if (reading.value === null) return undefined;
  if (typeof reading.value !== 'number') return String(reading.value);
  const whole = readWhole(text);
  if (whole === undefined) return shortFloat(reading.value);
  return whole > largestInteger ? undefined : String(whole);
};
