/** The reference pages: one section a map of the format, one row a key, all from the schemas. */
import { isSchema, referencedName, type Schema, schemaOf } from './schema.ts';

const pages: Record<string, { title: string; intro: string }> = {
  app: {
    title: 'app.yaml',
    intro:
      'Every key of `apps/<category>/<app>/app.yaml`. Any string may hold expressions `<% … %>` and placeholders `${…}`. `null` takes away what a lower layer says; `false` switches a trait or an entry off.',
  },
  category: {
    title: 'category.yaml',
    intro:
      'Every key of `apps/<category>/category.yaml`. What stands under `defaults` is described in [app-reference.md](app-reference.md); none of it is required there.',
  },
  cluster: {
    title: 'Cluster files',
    intro:
      'Every key of `clusters/<name>.yaml`. `defaults` and `overrides` hold the keys of [app.yaml](app-reference.md) and [category.yaml](category-reference.md). A section may be `false` where its type says so.',
  },
  placeholders: {
    title: 'placeholders.yaml',
    intro:
      'A map from the name of a placeholder (or a pattern such as `PLANE_*`) to what it is. An exact name comes before a pattern.',
  },
};

interface Section {
  heading: string;
  schema: Schema;
}

const typeNames: Record<string, string> = { array: 'list', object: 'map' };
const asCode = (value: unknown): string => `\`${String(value)}\``;
const grouped = (type: string): string => (type.includes(' or ') ? `(${type})` : type);
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** An example as YAML's flow style would write it. */
const flow = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (isSchema(value)) {
    const entries = Object.entries(value).map(([key, part]) => `${key}: ${flow(part)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  if (
    typeof value === 'string' &&
    (/[:#{}[\],&*?|<>=!%@`"']|^\s|^$|^(true|false|null|yes|no)$|^[\d.]+$/.test(value) || value.includes('${'))
  )
    return JSON.stringify(value);
  return String(value);
};

export const reference = (kind: string, root: Schema, definitions: ReadonlyMap<string, Schema>): string => {
  const resolved = (schema: Schema): Schema =>
    typeof schema['$ref'] === 'string' ? schemaOf(definitions.get(referencedName(schema['$ref']))) : schema;
  const isLayer = (schema: Schema): boolean => typeof schema['$ref'] === 'string' && schema['$ref'].endsWith('Layer');

  /** Every shape a schema can take: itself, or the branches of `shapes` and `kinds`. */
  const shapesOf = (written: Schema): Schema[] => {
    const schema = resolved(written);
    if (Array.isArray(schema['allOf']))
      return schema['allOf'].flatMap((part) => shapesOf(schemaOf(schemaOf(part)['then'])));
    if (Array.isArray(schema['kinds'])) {
      const result: Schema[] = [];
      for (let branch = schema; isSchema(branch['if']); branch = schemaOf(branch['else']))
        result.push({ ...resolved(schemaOf(branch['then'])), kinds: undefined });
      return result;
    }
    return [schema];
  };

  const typeOf = (written: Schema): string => {
    if (isLayer(written))
      return referencedName(written['$ref']) === 'AppLayer' ? 'keys of app.yaml' : 'keys of category.yaml';
    const schema = resolved(written);
    const one = (shape: Schema): string => {
      if (Array.isArray(shape['enum'])) return shape['enum'].map(asCode).join(', ');
      if (shape['type'] === 'array') return `list of ${grouped(typeOf(schemaOf(shape['items'])))}`;
      if (shape['type'] === 'object' && isSchema(shape['additionalProperties']))
        return `map to ${grouped(typeOf(shape['additionalProperties']))}`;
      if (shape['type'] === 'object' && shape['patternProperties'] !== undefined) return 'map of layers';
      if (shape['type'] === 'object' && shape['additionalProperties'] === true) return 'free-form map';
      return [shape['type']]
        .flat()
        .map((type) => typeNames[String(type)] ?? String(type))
        .join(' or ');
    };
    const types = new Set(shapesOf(schema).map(one));
    // What an entry is comes before the `false` that takes it away.
    const off = types.delete(asCode(false)) ? [asCode(false)] : [];
    return [...types, ...off].join(' or ');
  };

  /** The maps inside a value that deserve a section of their own, each with the path that leads there. */
  const mapsOf = (written: Schema, path: string): Section[] => {
    if (isLayer(written)) return [];
    const schema = resolved(written);
    if (Array.isArray(schema['kinds']))
      return shapesOf(schema).map((shape, index) => ({
        heading: `${path}, with ${asCode((schema['kinds'] as string[])[index])}`,
        schema: shape,
      }));
    if (Array.isArray(schema['allOf']))
      return schema['allOf'].flatMap((part) => mapsOf(schemaOf(schemaOf(part)['then']), path));
    if (isSchema(schema['properties'])) return [{ heading: path, schema }];
    if (isSchema(schema['additionalProperties'])) return mapsOf(schema['additionalProperties'], `${path}.<name>`);
    if (isSchema(schema['items'])) return mapsOf(schema['items'], `${path}[]`);
    return [];
  };

  const lines: string[] = [];
  const written = new Map<string, string>();
  const queue: Section[] = [];
  const section = ({ heading, schema }: Section): void => {
    const identity = JSON.stringify(schema);
    const same = written.get(identity);
    lines.push('', `## ${heading}`, '');
    if (same !== undefined) {
      lines.push(`The same keys as under [${same}](#${anchor(same)}).`);
      return;
    }
    written.set(identity, heading);
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    lines.push('| key | type | default | description | example |', '| --- | --- | --- | --- | --- |');
    for (const [key, value] of Object.entries(schemaOf(schema['properties']))) {
      const property = schemaOf(value);
      const description = String(property['description']);
      const fallback = /default:? ([^;]+)/i.exec(description)?.[1] ?? '';
      const example = (property['examples'] as unknown[])[0];
      lines.push(
        `| \`${key}\`${required.includes(key) ? ' (required)' : ''} | ${cell(typeOf(property))} | ${cell(fallback)} | ${cell(description)} | \`${cell(flow(example)).replaceAll('`', '')}\` |`,
      );
      const path = heading === 'The file' ? key : `${heading}.${key}`;
      queue.push(...mapsOf(property, path));
    }
    if (Array.isArray(schema['choice'])) {
      const rule =
        schema['not'] !== undefined && schema['oneOf'] === undefined
          ? 'At most one'
          : schema['oneOf'] !== undefined
            ? 'One'
            : 'At least one';
      lines.push('', `${rule} of ${schema['choice'].map(asCode).join(', ')}.`);
    }
  };

  const page = pages[kind] ?? { title: kind, intro: '' };
  lines.push(
    `# ${page.title}`,
    '',
    '<!-- Generated by `pnpm --filter @keelson/schema generate`; do not edit. -->',
    '',
    page.intro,
  );
  queue.push(...(isSchema(root['properties']) ? [{ heading: 'The file', schema: root }] : mapsOf(root, 'The file')));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) section(next);
  return `${lines.join('\n')}\n`;
};

/** A heading's anchor, as GitHub makes it. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
