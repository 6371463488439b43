import { expect, it } from 'vitest';
import { renderWith } from './repository.ts';

const app = (env: string, more = ''): Record<string, string> => ({
  'apps/home/bot/app.yaml': `name: bot
description: A bot
workload:
  image: docker.io/library/busybox:1.37.0
  ports: { http: 8080 }
  probe: { path: / }
  env:
${env}${more}`,
});

const secret = `apiVersion: v1
kind: Secret
metadata: { name: plain }
stringData:
  user: "\${BOT_USER}"
  password: correct-horse
`;

const lines = async (files: Record<string, string>): Promise<string[]> =>
  (await renderWith(files)).diagnostics.map(
    ({ code, place }) => `${place?.file}:${place?.line}:${place?.column} ${code}`,
  );

it('says a literal at its line', async () => {
  expect(await lines(app('    ADMIN_PASSWORD: correct-horse\n    TOKEN_EXPIRY: 3600\n'))).toEqual([
    'apps/home/bot/app.yaml:8:21 secret-literal',
  ]);
});

it('lets a literal through with a reason, and says an entry that allows nothing', async () => {
  const allow =
    'policy: { literals: { home/bot/ADMIN_PASSWORD: printed on its login page, home/bot/OLD_TOKEN: gone } }\n';
  const files = { ...app('    ADMIN_PASSWORD: correct-horse\n'), '+clusters/home.yaml': allow };
  expect(await lines(files)).toEqual(['clusters/home.yaml:23:95 unused-literal']);
});

it('says the credentials of a URL at their place', async () => {
  expect(await lines(app(`    DATABASE_URL: postgres://app:${'correct'}-horse@db.example.com:5432/app\n`))).toEqual([
    'apps/home/bot/app.yaml:8:19 token-in-text',
  ]);
});

it('says a token in a carried file', async () => {
  const files = {
    ...app('    A: b\n', 'storage: { config: { files: [bot.toml], mount: /config } }\n'),
    'apps/home/bot/files/bot.toml': `name = "x"\ntoken = "${'123456789'}:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"\n`,
  };
  expect(await lines(files)).toEqual(['apps/home/bot/files/bot.toml:2:10 token-in-text']);
});

it('says a plain Secret in a template at the line of its value', async () => {
  const files = {
    ...app('    A: b\n', 'manifests: [templates/secret.yaml]\n'),
    'apps/home/bot/templates/secret.yaml': secret,
    '+placeholders.yaml':
      'BOT_USER: { description: Name, type: string, example: bot, source: Secret/cluster-secrets }\n',
  };
  expect(await lines(files)).toEqual(['apps/home/bot/templates/secret.yaml:6:3 plain-secret']);
});

it('says a setting that is a secret', async () => {
  const files = {
    ...app('    A: "${BOT_TOKEN}"\n'),
    '+placeholders.yaml':
      'BOT_TOKEN: { description: Token, type: string, example: t, source: ConfigMap/cluster-settings }\n',
    '+clusters/home.yaml': 'settings: { BOT_TOKEN: abcdef123456 }\n',
  };
  expect(await lines(files)).toEqual(['clusters/home.yaml:23:24 secret-literal']);
});
