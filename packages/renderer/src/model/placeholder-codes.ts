import type { CodeDocumentation } from './codes.ts';

/** Codes of placeholders and substitution (DESIGN section 5): found in definitions, or in the tree as the cluster sees it. */
export const placeholderCodes = {
  'undocumented-placeholder': {
    meaning: 'A `${NAME}` that placeholders.yaml does not list.',
    example: 'env: { URL: "https://${SECRET_DOMIAN}" }',
    cure: 'Correct the name or document it in placeholders.yaml; `$${NAME}` writes a literal `${NAME}`.',
  },
  'foreign-variable': {
    meaning: "A variable of a shell script, a dashboard or another program, which Flux's substitution would eat.",
    example: 'a ConfigMap in templates/ with a script that says `for file in ${files[@]}`',
    cure: 'Put the text into `files/`, which stays byte for byte, or write `$${…}` for each literal `${…}`.',
  },
  'placeholder-syntax': {
    meaning: 'A `${…}` that substitution by Flux does not read as a placeholder, or reads otherwise than a shell does.',
    example: 'env: { HOME_URL: "${SECRET DOMAIN}" }',
    cure: 'Use `${NAME}` or an operator of envsubst such as `${NAME:=default}`; `$${…}` writes a literal `${…}`.',
  },
  'placeholder-name': {
    meaning: 'The name of a placeholder is one that YAML reads as a boolean or null.',
    example: 'NO: { description: Norway, type: string, example: x, source: ConfigMap/cluster-settings }',
    cure: 'Use a longer name.',
  },
  'placeholder-default': {
    meaning: 'The default of a placeholder is not of its type.',
    example: 'size: ${DATA_SIZE:=1GB}   # DATA_SIZE is a quantity',
    cure: 'Write a default of that type, or none: a value in `settings:` of the cluster file is better.',
  },
  'default-escape': {
    meaning: 'A `$$` inside the default of a placeholder, where it does not escape anything.',
    example: '${GREETING:=hello $${USER}}',
    cure: 'Write the value into `settings:` of the cluster file and leave out the default.',
  },
  'sensitive-default': {
    meaning:
      'A default of a placeholder that is read from a Secret: it stands in git, and hides that the Secret lacks the value.',
    example: 'env: { API_TOKEN: "${API_TOKEN:=changeme}" }',
    cure: 'Leave out the default, so that a missing value is noticed.',
  },
  'sensitive-value': {
    meaning: 'The value of a placeholder that is read from a Secret stands in a file that is committed.',
    example: 'settings: { API_TOKEN: 4f1d… }   # documented with source Secret/cluster-secrets',
    cure: 'Put the value into the vault and remove the line; what is in git history has to be replaced.',
  },
  'placeholder-source': {
    meaning: '`settings` gives a value to a placeholder that is documented to be read from elsewhere.',
    example: 'settings: { NFS_STORAGE_HOST: 10.0.0.5 }   # documented with source ConfigMap/nas',
    cure: 'Correct `source` in placeholders.yaml to ConfigMap/cluster-settings, or remove the line.',
  },
  'placeholder-unprovided': {
    meaning:
      'A placeholder is used, and what it is documented to be read from does not exist on this cluster or lacks it.',
    example: '${PLANE_REGION} of Secret/plane, which app plane makes in its own namespace only',
    cure: 'Give the value in `settings:`, mark the Secret `substitute: true`, or correct `source` in placeholders.yaml.',
  },
  'unused-placeholder': {
    meaning: 'A row of placeholders.yaml that no app of the catalogue and no cluster file mentions.',
    example: 'OLD_DOMAIN: { … }',
    cure: 'Remove the row, or correct the name where it should be used.',
  },
  'placeholder-not-string': {
    meaning:
      'A field that has to be a string arrives as a number, a boolean or null once its placeholder is filled in.',
    example: 'env: { PORT: "${HTTP_PORT:=8080}" }   # kustomize drops the quotes, the API server refuses the number',
    cure: 'Put the default in settings: `${HTTP_PORT}` alone is written so that it stays a string.',
  },
  'substitution-waits': {
    meaning: 'A FluxKustomization reads placeholders from what it makes itself, so it waits for ever.',
    example: 'an ExternalSecret with `substitute: true` that uses a placeholder of the Secret it makes',
    cure: 'Write the value out there, or take it from another source.',
  },
  'substitution-optional': {
    meaning:
      'A FluxKustomization written by hand reads an optional source: without it placeholders become empty or stay as they are.',
    example: 'substituteFrom: [{ kind: Secret, name: mqtt, optional: true }]',
    cure: 'Remove `optional: true`: a Kustomization that fails says what is missing.',
  },
  'placeholder-unsubstituted': {
    meaning: 'A placeholder stands in something that Flux applies without substitution.',
    example: 'a category whose namespace has a label with ${SECRET_DOMAIN}',
    cure: 'Write the value out.',
  },
  'substitution-breaks': {
    meaning: 'An object is refused by Flux, or is no longer YAML, once its placeholders are filled in.',
    example: 'description: ${TITLE}, whose value starts with `*`',
    cure: 'Mend the placeholder, its operator or its example.',
  },
} satisfies Record<string, CodeDocumentation>;
