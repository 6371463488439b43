import type { Origin, RenderedPlace } from '../../model/diagnostic.ts';
import type { Edge, Part } from '../../model/linked.ts';

/** An edge while it is being settled. */
export interface PartEdge extends Edge {
  /** Gives way where it would lead upward or close a circle. */
  weak: boolean;
  /** A `dependsOn` of the definition asks for it. */
  written?: Origin;
  /** A reference asks for it: a written one beside it adds nothing. */
  derived: boolean;
  /** The field that refers. */
  rendered?: RenderedPlace;
  /** Where what it leads to is made. */
  made?: { origin: Origin; rendered?: RenderedPlace };
}

/** Part name → its edges by the part they lead to; the first reason found stands for the edge, a strong one before a weak one. */
export type Edges = ReadonlyMap<string, ReadonlyMap<string, PartEdge>>;
export type AddEdge = (from: Part, to: Part, edge: Omit<PartEdge, 'on'>) => void;

/** The part that stands for an app where no object of it is meant: `<app>`, else the first it has. */
export const mainParts = (parts: readonly Part[]): ReadonlyMap<string, Part> => {
  const mains = new Map<string, Part>();
  for (const part of parts) {
    const known = mains.get(part.app.id);
    if (known === undefined || (part.suffix === '' && known.suffix !== '')) mains.set(part.app.id, part);
  }
  return mains;
};
