/**
 * The engine counts and cuts bytes of UTF-8, and a cut inside a character may be mended by the next placeholder. So values are
 * evaluated as byte strings: one character (0 to 255) a byte.
 */
export type ByteString = string;

const onlyAscii = /^[\x00-\x7f]*$/;

export const isAscii = (text: string): boolean => onlyAscii.test(text);

export const toBytes = (text: string): ByteString =>
  isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1');

/** Bytes that are not UTF-8 become U+FFFD. */
export const fromBytes = (bytes: ByteString): string =>
  isAscii(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');

export const isValidUtf8 = (bytes: ByteString): boolean => isAscii(bytes) || toBytes(fromBytes(bytes)) === bytes;

const continuation = (bytes: ByteString, position: number, low = 0x80, high = 0xbf): boolean => {
  const byte = bytes.charCodeAt(position);
  return byte >= low && byte <= high;
};

/** Length in bytes of the character at a position; 1 for a byte that begins none (Go: utf8.DecodeRuneInString). */
export const characterWidth = (bytes: ByteString, position: number): number => {
  const first = bytes.charCodeAt(position);
  if (first < 0xc2 || first > 0xf4) return 1;
  if (first < 0xe0) return continuation(bytes, position + 1) ? 2 : 1;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (!continuation(bytes, position + 1, low, high) || !continuation(bytes, position + 2)) return 1;
  if (first < 0xf0) return 3;
  return continuation(bytes, position + 3) ? 4 : 1;
};

const replacementCharacter: ByteString = '\xef\xbf\xbd';

/** The characters of a byte string, each as bytes; what is not UTF-8 as U+FFFD, one a byte. */
export const charactersOf = (bytes: ByteString): ByteString[] => {
  if (isAscii(bytes)) return bytes.split('');
  const characters: ByteString[] = [];
  for (let position = 0; position < bytes.length; ) {
    const width = characterWidth(bytes, position);
    const invalid = width === 1 && bytes.charCodeAt(position) > 0x7f;
    characters.push(invalid ? replacementCharacter : bytes.slice(position, position + width));
    position += width;
  }
  return characters;
};
