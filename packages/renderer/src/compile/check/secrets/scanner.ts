import { type FoundToken, mayHoldToken, ownTokens } from './shapes.ts';

/** Values that are filled in elsewhere are no secrets: `postgres://app:${PASSWORD}@db`. */
const isFilledIn = (text: string): boolean => /\$\{|<%|\{\{|\$\(/u.test(text);

const preset = '@secretlint/secretlint-rule-preset-recommend';
/** Comments that switch rules off: they need no reason, `policy.literals` does. Same length, so that offsets hold. */
const withoutSwitches = (text: string): string => text.replaceAll('secretlint-', 'secretlint_');

/** `@secretlint/secretlint-rule-github` → `github`. */
const shortRule = (id: string): string => id.replace(/^.*secretlint-rule-/u, '');

/**
 * Tokens, keys and credentials in a text. The scanner (secretlint and its recommended rules, 67 ms to load) is loaded only for a text
 * that a cheap look says may hold one.
 */
export const tokensIn = async (path: string, text: string): Promise<FoundToken[]> => {
  if (!mayHoldToken(text)) return [];
  const [{ lintSource }, { creator }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  const { messages } = await lintSource({
    source: {
      filePath: path,
      content: withoutSwitches(text),
      contentType: 'text',
      ext: path.slice(path.lastIndexOf('.')),
    },
    options: {
      config: { rules: [{ id: preset, rule: creator }] },
      noPhysicFilePath: true,
    },
  });
  const found = messages.map(
    ({ ruleId, range, message }): FoundToken => ({
      rule: shortRule(ruleId),
      // The message ends in the secret itself, which is printed nowhere.
      what: message.replace(/^found /u, '').replace(/:.*$/su, ''),
      start: range[0],
      end: range[1],
    }),
  );
  return distinct([...ownTokens(text), ...found]).filter(({ start, end }) => !isFilledIn(text.slice(start, end)));
};

/** One place is said once, by the first rule that found it. */
const distinct = (tokens: readonly FoundToken[]): FoundToken[] => {
  const kept: FoundToken[] = [];
  for (const token of tokens)
    if (!kept.some((other) => token.start < other.end && other.start < token.end)) kept.push(token);
  return kept.sort((left, right) => left.start - right.start);
};
