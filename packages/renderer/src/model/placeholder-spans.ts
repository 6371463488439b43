/** A placeholder of author's notation, or a literal one (`$${X}`: no name). Offsets in characters, `end` past the brace. */
export interface PlaceholderSpan {
  start: number;
  end: number;
  name?: string;
}

const namePattern = /^[_a-zA-Z][_a-zA-Z0-9]*/u;

/** Offset past the brace that closes what opens at `open` (a `{`); placeholders may stand in a default. */
const closing = (text: string, open: number): number => {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{' && (at === open || text[at - 1] === '$')) depth += 1;
    else if (text[at] === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
};

/** Every `${…}` and `$${…}` of a text, outermost only, in order. What is not closed is ordinary text. */
export const placeholderSpans = (text: string): PlaceholderSpan[] => {
  const spans: PlaceholderSpan[] = [];
  for (let at = text.indexOf('${'); at !== -1; ) {
    const end = closing(text, at + 1);
    if (end === -1) return spans;
    const literal = text[at - 1] === '$';
    const name = namePattern.exec(text.slice(at + 2, end))?.[0];
    if (literal) spans.push({ start: at - 1, end });
    else if (name !== undefined) spans.push({ start: at, end, name });
    at = text.indexOf('${', end);
  }
  return spans;
};

/** The name, when a text is one placeholder and nothing else. */
export const placeholderNameAt = (text: string): string | undefined => {
  const [only, second] = placeholderSpans(text);
  return only?.start === 0 && only.end === text.length && second === undefined ? only.name : undefined;
};
