import type { CodeDocumentation } from './codes.ts';

/** Codes of secrets that stand in a file that is committed. */
export const secretCodes = {
  'token-in-text': {
    meaning: 'A token, a private key or a URL with its password stands in a definition, a template or a carried file.',
    example: 'env: { DATABASE_URL: "postgres://app:hunter2@db:5432/app" }',
    cure: 'Replace the secret, then read it from a Secret; what is none is listed under `policy.literals` of the cluster with a reason.',
  },
  'secret-literal': {
    meaning: 'A variable whose name says secret has its value written out.',
    example: 'env: { ADMIN_PASSWORD: correct-horse }',
    cure: 'Read it from a Secret: `{ secret: name, key: KEY }`; what is none is listed under `policy.literals` of the cluster with a reason.',
  },
  'plain-secret': {
    meaning: 'A Kubernetes Secret with its values in plain text or base64.',
    example: 'manifests: [templates/secret.yaml]   # kind: Secret, stringData: { password: correct-horse }',
    cure: 'Use the trait `secrets`, placeholders (`${NAME}`) or a file encrypted with SOPS.',
  },
  'sops-unencrypted': {
    meaning: 'A file that is called `*.sops.yaml` and is not encrypted, or not as one Kubernetes object.',
    example: 'manifests: [templates/token.sops.yaml]   # kind: Secret, in plain text',
    cure: 'Encrypt it in place: `sops --encrypt --in-place <file>`; one object a file.',
  },
  'unused-literal': {
    meaning: 'An entry of `policy.literals` that allows nothing.',
    example: 'policy: { literals: { games/romm/OLD_TOKEN: gone } }',
    cure: 'Remove the line.',
  },
} satisfies Record<string, CodeDocumentation>;
