export const reference = (_kind: string, _schema: unknown, _all: unknown): string => '';
