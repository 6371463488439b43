/** SGR parameters (ECMA-48, section 8.3.117) by what is painted. */
const colours = {
  error: 31,
  warning: 33,
  note: 36,
  dim: 2,
  bold: 1,
  created: 32,
  configured: 33,
  deleted: 31,
} as const;

export type Paint = (colour: keyof typeof colours, text: string) => string;

export const paintOf =
  (isColoured: boolean): Paint =>
  (colour, text) =>
    isColoured ? `\u001b[${colours[colour]}m${text}\u001b[0m` : text;
