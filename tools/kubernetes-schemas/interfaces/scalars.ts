/** Names that refine (`src/refine/scalars.ts`) turns into what they stand for: the type alone says only "string". */

/** Go's time.Duration as text: `1h30m`. */
export type Duration = string;
/** Quantity of apimachinery: `20Gi`, `500m`, `1`. */
export type Quantity = string | number;
/** A number or a name or percentage. */
export type IntOrString = string | number;
/** TCP or UDP port, 1 to 65535. */
export type Port = number;
/** Any JSON value. */
export type Json = Record<string, unknown>;
/** A map of text to text. */
export type TextMap = Record<string, string>;
/** An object whose fields its reader defines. */
// biome-ignore lint/suspicious/noEmptyInterface: refine reads an object without properties as free-form
export interface FreeForm {}
