/**
 * The text of a document for `runKubeconform`: JSON, which is quicker to write than YAML (half the time) and cannot be cut at
 * a line of `---`. kubeconform reads it as YAML, whose strings may not hold some characters that JSON leaves as they are
 * (delete, C1 controls, a byte order mark) and which folds others (next line, line and paragraph separator): these are escaped.
 */
export const documentText = (object: unknown): string =>
  JSON.stringify(object).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
