import { fail } from './problem.ts';

/** How much one render may do. Counts, not time: the same template gives the same verdict on every machine. */
export interface Budget {
  /** Nodes evaluated; strings and lists that are made cost one step for each {@link charactersAStep} characters or item. */
  steps: number;
  /** Macro calls and includes inside each other, and levels of a value that is written out. */
  depth: number;
  /** Expressions and blocks inside each other, over all macros and files on the way: what the machine's stack has to hold. */
  levels: number;
  /** Characters of the whole output, and of any one text on the way. */
  characters: number;
  /** Items of any one list that is made. */
  items: number;
  /** A number given to a filter (width, precision, count). */
  argument: number;
}

export const defaultBudget: Budget = {
  steps: 200_000,
  depth: 40,
  levels: 500,
  characters: 1_000_000,
  items: 10_000,
  argument: 1_000,
};

/** Bounds on the text itself, before anything is evaluated. */
export const sourceLimits = { characters: 262_144, tokensInATag: 2_000, nesting: 50, tree: 300 } as const;

const charactersAStep = 64;

/** What is left of a budget. */
export interface Meter {
  budget: Budget;
  steps: number;
  depth: number;
  levels: number;
}

export const startMeter = (budget?: Partial<Budget>): Meter => ({
  budget: budget === undefined ? defaultBudget : { ...defaultBudget, ...budget },
  steps: 0,
  depth: 0,
  levels: 0,
});

/** Takes steps; throws `template-budget` when they are used up. */
export const charge = (meter: Meter, steps: number): void => {
  meter.steps += steps;
  if (meter.steps > meter.budget.steps) {
    fail(
      'template-budget',
      `the template takes more than ${meter.budget.steps} steps`,
      'Make the loops smaller, or put generated text into files/.',
    );
  }
};

/** One step, one level further in; the caller takes the level back when it is done. */
export const enter = (meter: Meter): void => {
  charge(meter, 1);
  meter.levels += 1;
  if (meter.levels > meter.budget.levels) {
    const hint = 'Split the expression with `set`, or let macros end sooner.';
    fail('template-budget', `expressions and blocks go more than ${meter.budget.levels} levels deep`, hint);
  }
};

/** To be called before a text of this length is made. */
export const chargeText = (meter: Meter, length: number): void => {
  if (length > meter.budget.characters) {
    fail(
      'template-budget',
      `a text would grow beyond ${meter.budget.characters} characters`,
      'Put large texts into files/.',
    );
  }
  charge(meter, Math.ceil(length / charactersAStep));
};

/** To be called before a list of this length is made. */
export const chargeItems = (meter: Meter, length: number): void => {
  if (length > meter.budget.items) {
    fail('template-budget', `a list would have more than ${meter.budget.items} items`, 'Make the list smaller.');
  }
  charge(meter, length);
};

/** A number given to a filter: whole, between `least` and the budget. */
export const countArgument = (meter: Meter, name: string, value: unknown, least = 0): number => {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return fail('template-type', `${name} is to be a whole number, found ${String(value).slice(0, 40)}`);
  }
  if (value < least) return fail('template-type', `${name} is to be at least ${least}, found ${value}`);
  if (value > meter.budget.argument) {
    return fail('template-budget', `${name} is ${value}, more than the ${meter.budget.argument} that is allowed`);
  }
  return value;
};

/** Runs `inner` one level deeper; throws `template-budget` beyond the depth. */
export const deeper = <Result>(meter: Meter, what: string, inner: () => Result): Result => {
  if (meter.depth >= meter.budget.depth) {
    return fail(
      'template-budget',
      `${what} goes more than ${meter.budget.depth} levels deep`,
      'A macro that calls itself has to end.',
    );
  }
  meter.depth += 1;
  try {
    return inner();
  } finally {
    meter.depth -= 1;
  }
};
