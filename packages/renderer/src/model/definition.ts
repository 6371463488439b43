/** The written shapes, owned by `@keelson/schema`; rooms read them from here (types only: a room imports `model`). */
export type * from '@keelson/schema';
