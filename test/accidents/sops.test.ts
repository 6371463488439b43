import { expect, it } from 'vitest';
import { type Files, renderWith } from './repository.ts';

const app = (more: string): Files => ({
  'apps/home/bot/app.yaml': `name: bot
description: A bot
workload:
  image: docker.io/library/busybox:1.37.0
  ports: { http: 8080 }
  probe: { path: / }
${more}`,
});
const key = { '+clusters/home.yaml': '  Secret/flux-system/sops-age: put there by hand at bootstrap\n' };

/** As sops writes it: its own order, quoting and trailing comment, which no other writer would keep. */
const encrypted = (namespace = 'home', field = 'data'): string => `# kept
apiVersion: v1
kind: Secret
metadata:
    name: bot-token
    namespace: ${namespace}
${field}:
    BOT_TOKEN: ENC[AES256_GCM,data:k8Zrs0zO,iv:YWJjZGVmZ2hpamtsbW5vcA==,tag:cXdlcnR5dWlvcA==,type:str]
sops:
    age:
        - recipient: age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p
          enc: |
            -----BEGIN AGE ENCRYPTED FILE-----
            YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSB0ZXN0
            -----END AGE ENCRYPTED FILE-----
    lastmodified: "2026-01-01T00:00:00Z"
    mac: ENC[AES256_GCM,data:AAAA,iv:YWJjZGVmZ2hpamtsbW5vcA==,tag:cXdlcnR5dWlvcA==,type:str]
    encrypted_regex: ^(data|stringData)$
    version: 3.10.2
`;
const plain =
  'apiVersion: v1\nkind: Secret\nmetadata: { name: bot-token, namespace: home }\nstringData: { BOT_TOKEN: x1 }\n';
const manifest = (text: string): Files => ({
  ...app('manifests: [templates/token.sops.yaml]\n'),
  ...key,
  'apps/home/bot/templates/token.sops.yaml': text,
});

const after = async (files: Files): Promise<Map<string, string>> => {
  const { diagnostics, changeSet } = await renderWith(files);
  expect(diagnostics).toEqual([]);
  return new Map(changeSet?.changes.map(({ path, after: text }) => [path, text ?? '']));
};
const codes = async (files: Files): Promise<string[]> =>
  (await renderWith(files)).diagnostics.map(({ place, code }) => `${place?.file}:${place?.line} ${code}`);

it('passes an encrypted Secret on byte for byte, and lets Flux decrypt it', async () => {
  const files = await after(manifest(encrypted()));
  expect(files.get('kubernetes/apps/home/bot/app/token.sops.yaml')).toBe(encrypted());
  expect(files.get('kubernetes/apps/home/bot/app/kustomization.yaml')).toContain('- ./token.sops.yaml');
  expect(files.get('kubernetes/apps/home/bot/ks.yaml')).toContain(
    'decryption:\n    provider: sops\n    secretRef:\n      name: sops-age\n',
  );
});

it('puts one that fills placeholders where Flux reads it', async () => {
  const files = await after({
    ...manifest(encrypted('flux-system')),
    ...app('  env: { TOKEN: "${BOT_TOKEN}" }\nmanifests: [templates/token.sops.yaml]\n'),
    '+placeholders.yaml': 'BOT_TOKEN: { description: T, type: string, example: t, source: Secret/bot-token }\n',
  });
  expect(files.has('kubernetes/apps/home/bot/secrets/token.sops.yaml')).toBe(true);
  expect(files.get('kubernetes/apps/home/bot/ks.yaml')).toContain(
    'substituteFrom:\n      - kind: Secret\n        name: bot-token',
  );
});

it('refuses one that is not encrypted', async () => {
  expect(await codes(manifest(plain))).toEqual([
    'apps/home/bot/templates/token.sops.yaml:1 sops-unencrypted',
    'apps/home/bot/templates/token.sops.yaml:4 plain-secret',
  ]);
});

it('refuses one with a value that was added afterwards', async () => {
  const text = encrypted().replace('\ndata:\n', '\ndata:\n    LATER: aHVudGVyMg==\n');
  expect(await codes(manifest(text))).toEqual(['apps/home/bot/templates/token.sops.yaml:8 plain-secret']);
});

it('needs the key that Flux decrypts with', async () => {
  const { '+clusters/home.yaml': _key, ...files } = manifest(encrypted());
  expect(await codes(files)).toEqual(['apps/home/bot/templates/token.sops.yaml:9 unresolved-reference']);
});

it('cannot fill in a namespace', async () => {
  const text = encrypted().replace('    namespace: home\n', '');
  expect(await codes(manifest(text))).toEqual(['apps/home/bot/templates/token.sops.yaml:2 manifest-shape']);
});

it('warns of decrypted text that is substituted', async () => {
  const files = {
    ...manifest(encrypted('home', 'stringData')),
    ...app('  env: { DOMAIN: "${SECRET_DOMAIN}" }\nmanifests: [templates/token.sops.yaml]\n'),
  };
  expect(await codes(files)).toEqual(['apps/home/bot/templates/token.sops.yaml:7 substitution-breaks']);
});
