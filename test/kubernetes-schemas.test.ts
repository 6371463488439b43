/**
 * schemas/kubernetes belongs to the generator that is committed, says what its samples say, and agrees with the upstream
 * bundle beside the checkout (`../shared/schemas`) where that is there.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Deployment, FluxKustomization } from '../packages/renderer/src/model/generated/kubernetes.ts';
import type { KubernetesObject } from '../packages/renderer/src/model/kubernetes.ts';
import { inputHashes, outputHashes, type RecordedInputs } from '../tools/kubernetes-schemas/src/inputs.ts';
import { problemOf, type Sample, type SchemaError, samplesOf } from '../tools/kubernetes-schemas/src/samples.ts';

type Validate = ((document: unknown) => boolean) & { errors?: SchemaError[] | null };
interface Ajv {
  compile(schema: object): Validate;
  removeSchema(schema: object): unknown;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const schemas = join(root, 'schemas/kubernetes');
const tool = join(root, 'tools/kubernetes-schemas');
const upstream = join(root, '../shared/schemas');
const example = join(root, '../shared/example/kubernetes');
const regenerate = 'run: cd tools/kubernetes-schemas && npm ci && npm run generate, and commit what changed';

// The renderer has these packages; the repository's own tests use the same ones.
const rendererRequire = createRequire(join(root, 'packages/renderer/package.json'));
const { Ajv } = rendererRequire('ajv') as { Ajv: new (options: object) => Ajv };
const { parse, parseAllDocuments } = rendererRequire('yaml') as typeof import('yaml');

// Compiling is nearly all the time these tests take: `optimize` and messages cost three times what they give here.
const strict = {
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  messages: false,
  code: { optimize: false },
};

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

const schemaFiles = filesBelow(schemas).filter((file) => /^[^/]+\/[^/]+\.json$/.test(file));
const groups = [...new Set(schemaFiles.map((file) => file.split('/')[0] ?? ''))];
const readJson = (path: string): object => JSON.parse(readFileSync(path, 'utf8')) as object;

const verdicts = (validate: Validate, document: unknown): SchemaError[] => {
  validate(document);
  return validate.errors ?? [];
};

/** Compiles each schema once; `removeSchema` lets the engine forget it. */
const validators = (folder: string, options: object, place: (file: string) => string) => {
  const engine = new Ajv(options);
  const compiled = new Map<string, Validate>();
  return (file: string): Validate => {
    const known = compiled.get(file);
    if (known) return known;
    const schema = readJson(join(folder, place(file)));
    const validate = engine.compile(schema);
    engine.removeSchema(schema);
    compiled.set(file, validate);
    return validate;
  };
};
const validatorOf = validators(schemas, strict, (file) => file);

/** Where kubeconform looks: `{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`. */
const fileOf = (object: { apiVersion: string; kind: string }): string => {
  const parts = object.apiVersion.split('/');
  return `${parts[0]}/${object.kind.toLowerCase()}_${parts.at(-1)}.json`;
};

/** The upstream bundle keeps built-in kinds by the first label of their group, custom ones by the whole. */
const upstreamFileOf = (file: string): string => {
  const [group = '', name = ''] = file.split('/');
  const [kind = '', version = ''] = name.replace(/\.json$/, '').split('_');
  const builtIn = `v1.36.0-standalone-strict/${kind}${group === version ? '' : `-${group.split('.')[0]}`}-${version}.json`;
  return existsSync(join(upstream, builtIn)) ? builtIn : `crds/${file}`;
};

const samples = schemaFiles.flatMap((file) =>
  samplesOf(join(tool, 'samples'), file).map((sample) => ({ file, ...sample })),
);

describe('schemas/kubernetes', () => {
  const recorded = readJson(join(schemas, 'inputs.json')) as RecordedInputs;

  it('was made by the committed generator', () => {
    expect(recorded.inputs, regenerate).toEqual(inputHashes(tool));
  });

  it('is what the generator wrote', () => {
    const types = join(root, 'packages/renderer/src/model/generated/kubernetes.ts');
    expect(recorded.outputs, regenerate).toEqual(outputHashes(schemas, types));
  });

  it('names the Kubernetes version it stands for', () => {
    expect(readFileSync(join(schemas, 'VERSION'), 'utf8')).toMatch(/^1\.\d+\.\d+\n$/);
  });

  it('has a good and a bad sample of every kind, and no sample of another', () => {
    const lacking = schemaFiles.filter((file) => {
      const own = samples.filter((sample) => sample.file === file);
      return !own.some((sample) => sample.good) || !own.some((sample) => !sample.good);
    });
    expect(lacking).toEqual([]);
    expect(samples.length).toBe(filesBelow(join(tool, 'samples')).length);
  });

  it('accepts what the generated types build', () => {
    const deployment: Deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'romm', namespace: 'games' },
      spec: {
        selector: { matchLabels: { app: 'romm' } },
        template: {
          metadata: { labels: { app: 'romm' } },
          spec: { containers: [{ name: 'app', image: 'romm:5.2.0' }] },
        },
      },
    };
    const kustomization: FluxKustomization = {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'romm', namespace: 'flux-system' },
      spec: { interval: '1h', prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
    };
    const objects: KubernetesObject[] = [deployment, kustomization];
    expect(objects.flatMap((object) => verdicts(validatorOf(fileOf(object)), object))).toEqual([]);
  });
});

describe.each(groups)('schemas/kubernetes/%s', (group) => {
  const files = schemaFiles.filter((file) => file.startsWith(`${group}/`));

  it('compiles, is closed at the root and says which kind it is', () => {
    for (const file of files) {
      validatorOf(file);
      const { properties, ...schema } = readJson(join(schemas, file)) as {
        additionalProperties: unknown;
        properties: Record<'apiVersion' | 'kind', { const: string }>;
      };
      expect(fileOf({ apiVersion: properties.apiVersion.const, kind: properties.kind.const })).toBe(file);
      expect(schema.additionalProperties, file).toBe(false);
    }
  });

  it('says of every sample what it must', () => {
    const problems = samples
      .filter((sample) => files.includes(sample.file))
      .flatMap((sample) => problemOf(sample, verdicts(validatorOf(sample.file), parse(sample.text))) ?? []);
    expect(problems).toEqual([]);
  });
});

describe.skipIf(!existsSync(example))('../shared/example', () => {
  const substitutes: Record<string, string> = {
    ACME_EMAIL: 'admin@example.com',
    MEDIA_SERVER: '/mnt/media',
    NFS_STORAGE_HOST: '10.0.0.5',
    SECRET_DOMAIN: 'example.com',
  };

  it('validates in every object', () => {
    const problems = filesBelow(example).flatMap((path) => {
      const text = readFileSync(join(example, path), 'utf8').replace(
        /\$\{(\w+)\}/g,
        (_, name) => substitutes[name] ?? _,
      );
      return parseAllDocuments(text).flatMap((document) => {
        const object = document.toJS() as { apiVersion: string; kind: string };
        return verdicts(validatorOf(fileOf(object)), object).map(
          (error) => `${path}${error.instancePath} ${error.keyword}`,
        );
      });
    });
    expect(problems).toEqual([]);
  });
});

describe.skipIf(!existsSync(upstream))('the upstream bundle', () => {
  /** Bad samples that upstream lets pass, each with the reason why we do not. */
  const stricter = readJson(join(root, 'test/fixtures/kubernetes-schemas/stricter-than-upstream.json')) as Record<
    string,
    string
  >;
  // Upstream patterns are Go's: `(?i)` is a flag here, `\\PC` (a printable character) is any.
  const goPattern = (pattern: string): RegExp =>
    new RegExp(pattern.replaceAll('(?i)', '').replaceAll('\\PC', '[^]'), pattern.includes('(?i)') ? 'i' : '');
  const regExp = Object.assign(goPattern, { code: 'goPattern' });
  const lenient = { strict: false, validateFormats: false, messages: false, code: { optimize: false, regExp } };
  const oracleOf = validators(upstream, lenient, upstreamFileOf);
  const passes = (sample: Sample & { file: string }): boolean =>
    verdicts(oracleOf(sample.file), parse(sample.text)).length === 0;
  const known = samples.filter((sample) => existsSync(join(upstream, upstreamFileOf(sample.file))));

  it('has an oracle of every kind that is not listed as ours alone', () => {
    const without = schemaFiles.filter((file) => !existsSync(join(upstream, upstreamFileOf(file))));
    const listed = readJson(join(root, 'test/fixtures/kubernetes-schemas/without-oracle.json'));
    expect(without).toEqual(Object.keys(listed));
  });

  it.each(groups)('passes the good and refuses the bad samples of %s', (group) => {
    const own = known.filter((sample) => sample.path.startsWith(`${group}/`));
    const listed = Object.keys(stricter).filter((path) => path.startsWith(`${group}/`));
    expect(own.filter((sample) => sample.good && !passes(sample)).map((sample) => sample.path)).toEqual([]);
    expect(own.filter((sample) => !sample.good && passes(sample)).map((sample) => sample.path)).toEqual(listed);
  });

  it('is stricter than upstream only in samples that are there', () => {
    const paths = new Set(known.map((sample) => sample.path));
    expect(Object.keys(stricter).filter((path) => !paths.has(path))).toEqual([]);
  });
});
