/** An operator that cannot be applied to this value; `evaluate` makes a fault with a place of it. */
export class OperatorFault extends Error {}
