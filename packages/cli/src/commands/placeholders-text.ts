import type { PlaceholderRow } from '@keelson/renderer';

const headings = ['name', 'type', 'read from', 'used by'] as const;

const mostApps = 4;

const usersOf = ({ users }: PlaceholderRow, isOneCluster: boolean): string =>
  users.length === 0
    ? 'nothing'
    : users
        .map(({ cluster, apps }) => {
          const more = apps.length > mostApps ? ` and ${apps.length - mostApps} more` : '';
          return `${isOneCluster ? '' : `${cluster}: `}${apps.slice(0, mostApps).join(', ')}${more}`;
        })
        .join('; ');

/** The table that `keelson placeholders` prints: one line a placeholder, the columns as wide as they have to be. */
export const placeholdersText = (rows: readonly PlaceholderRow[], clusters: readonly string[]): string => {
  const table = rows.map((row) => [
    row.name,
    row.type ?? '-',
    row.documented ? (row.source ?? '') : 'NOT DOCUMENTED',
    usersOf(row, clusters.length === 1),
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...table.map((cells) => (cells[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column]!))).join('  ');
  const undocumented = rows.filter(({ documented }) => !documented).length;
  const unused = rows.filter(({ users }) => users.length === 0).length;
  const summary = `${rows.length} placeholders of ${clusters.join(', ')}: ${undocumented} not documented, ${unused} used by nothing there`;
  return [line(headings), ...table.map(line), '', summary, ''].join('\n');
};
