import { checkPlaceholderValue } from '@keelson/schema';
import { describe, expect, it } from 'vitest';
import type { Placeholder } from '../../src/model/placeholder.ts';
import { placeholderFaultsIn } from '../../src/model/placeholder-faults.ts';

const row = (name: string, type: Placeholder['type'], source: string): Placeholder => {
  const [kind, of] = source.split('/') as ['Secret' | 'ConfigMap', string];
  return {
    name,
    description: name,
    type,
    example: '1',
    source: { kind, name: of },
    origin: { file: 'p', pointer: '' },
  };
};
const table = [
  row('SECRET_DOMAIN', 'fqdn', 'Secret/cluster-secrets'),
  row('API_TOKEN', 'string', 'Secret/cluster-secrets'),
  row('REGION', 'string', 'Secret/plane'),
  row('PORT', 'port', 'ConfigMap/cluster-settings'),
  row('DATA_SIZE', 'quantity', 'ConfigMap/cluster-settings'),
  row('GREETING', 'string', 'ConfigMap/cluster-settings'),
];
const found = (text: string): string[] =>
  placeholderFaultsIn(text, table, checkPlaceholderValue).map((fault) => {
    const { code, message } = fault.at({ file: 'f', pointer: '' });
    return `${fault.offset} ${code} ${/found (.*?), which/.exec(message)?.[1] ?? ''}`.trim();
  });

describe('sound', () => {
  it.each([
    'https://a.${SECRET_DOMAIN}',
    '${PORT}',
    '${PORT:=8080}',
    '${REGION:=us-east-1}',
    '${GREETING:=}',
    '${DATA_SIZE:=1Gi}',
    '${SECRET_DOMAIN/./-}',
    '${SECRET_DOMAIN^^}',
    '${#SECRET_DOMAIN}',
    '${SECRET_DOMAIN:0:3}',
    '$${anything[@]} $HOME $1 $(date)',
    '#!/bin/sh\nfor x in "$${files[@]}"; do echo $x ${SECRET_DOMAIN}; done',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('variables of other programs', () => {
  it.each([
    ['#!/bin/sh\necho "${1}" "${@}"', '16 foreign-variable ${1}, ${@}'],
    ['for x in "${files[@]}"; do', '10 foreign-variable ${files[@]}'],
    ['a\n${HOME} ${BACKUP_DIR}', '2 foreign-variable ${HOME}, ${BACKUP_DIR}'],
    ['"${DS_PROMETHEUS}"', '1 foreign-variable ${DS_PROMETHEUS}'],
    ['${namespace:regex}', '0 foreign-variable ${namespace:regex}'],
    ['up{job="${job}"}', '8 foreign-variable ${job}'],
    ['a\n${OUT:?must be set}', '2 foreign-variable ${OUT:?must be set}'],
    ['a\n${OUT-/tmp}', '2 foreign-variable ${OUT-/tmp}'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it('is one finding a text, and names nearly documented beside it', () => {
    expect(found('a\n${one} ${two} ${SECRET_DOMIAN}')).toEqual([
      '2 foreign-variable ${one}, ${two}',
      '16 undocumented-placeholder',
    ]);
  });
});

describe('placeholders that are wrong', () => {
  it.each([
    ['${UNKNOWN_NAME}', '0 undocumented-placeholder'],
    ['${SECRET DOMAIN}', '0 placeholder-syntax ${SECRET DOMAIN}'],
    ['${PORT:?needed}', '0 placeholder-syntax'],
    ['${PORT:+other}', '0 placeholder-syntax'],
    ['${PORT-8080}', '0 placeholder-syntax ${PORT-8080}'],
    ['${API_TOKEN:=}', '0 sensitive-default'],
    ['${API_TOKEN:-changeme}', '0 sensitive-default'],
    ['${SECRET_DOMAIN:=example.com}', '0 sensitive-default'],
    ['${REGION:=}', '0 sensitive-default'],
    ['${PORT:=http}', '0 placeholder-default'],
    ['${DATA_SIZE:=1GB}', '0 placeholder-default'],
    ['${DATA_SIZE=}', '0 placeholder-default'],
    ['${GREETING:=hello $${USER}}', '0 default-escape'],
    ['${GREETING:=${API_TOKEN:=x}}', '12 sensitive-default'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });
});
