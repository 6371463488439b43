/** Plain scalars that YAML 1.1 does not read as text (yaml.org/type/bool, yaml.org/type/null). */
const words = /^(?:y|yes|n|no|true|false|on|off|null|~)$/iu;

/** Whether an unquoted name would be read as a boolean or null by the YAML reader of kustomize. */
export const readsAsNoString = (name: string): boolean => words.test(name);
