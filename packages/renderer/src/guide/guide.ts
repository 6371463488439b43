import type { PlaceholderRow } from './rows.ts';

/** The first line of the file: one that starts otherwise is not Keelson's to overwrite. */
export const guideHeader =
  '<!-- Written by `keelson placeholders --write` from placeholders.yaml and its use. Do not edit. -->';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text: string): string => (text === '' ? '' : `\`${cell(text)}\``);

const usersOf = ({ users }: PlaceholderRow, isOneCluster: boolean): string => {
  if (users.length === 0) return 'nothing';
  return users
    .map(({ cluster, apps }) => (isOneCluster ? apps.join(', ') : `${cluster}: ${apps.join(', ')}`))
    .join('<br>');
};

const lineOf = (row: PlaceholderRow, isOneCluster: boolean): string => {
  const members = row.members.length === 0 ? '' : ` (${row.members.map(code).join(', ')})`;
  const cells = [
    code(row.name) + members,
    cell(row.description ?? 'not documented'),
    row.type ?? '',
    code(row.example ?? ''),
    code(row.source ?? ''),
    usersOf(row, isOneCluster),
  ];
  return `| ${cells.join(' | ')} |`;
};

const sourcesOf = (rows: readonly PlaceholderRow[]): string[] => [
  ...new Set(rows.flatMap(({ source }) => (source === undefined ? [] : [source]))),
];

const meaning = (source: string): string => {
  const [kind, ...name] = source.split('/');
  if (source === 'ConfigMap/cluster-settings') return 'rendered from `settings:` of each cluster file';
  if (kind === 'File') return `read from the file ${name.join('/')} by another tool; Flux never sees it`;
  return kind === 'Secret'
    ? 'of namespace flux-system: `secrets.placeholders` of the cluster file, or `secrets.<name>.substitute` of an app'
    : 'of namespace flux-system';
};

/** The text of TEMPLATE_GUIDE.md: every placeholder, what it means, where it is read from, which apps use it. */
export const templateGuide = (rows: readonly PlaceholderRow[], clusters: readonly string[]): string =>
  `${guideHeader}

# Placeholders

Every \`\${NAME}\` that Flux fills in when it applies the tree of ${clusters.join(', ')}. They are documented in \`placeholders.yaml\`; the rules
are in \`docs/placeholders.md\`. A literal \`\${NAME}\` is written \`$$\{NAME}\`.

| name | meaning | type | example | read from | used by |
| --- | --- | --- | --- | --- | --- |
${rows.map((row) => lineOf(row, clusters.length === 1)).join('\n')}

## Where they are read from

${sourcesOf(rows)
  .map((source) => `- \`${source}\`: ${meaning(source)}`)
  .join('\n')}
`;
