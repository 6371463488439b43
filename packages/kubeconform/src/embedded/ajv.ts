/** ajv, to be loaded lazily: a bundler gives a CommonJS package that is imported lazily itself a default export only. */
export { Ajv } from 'ajv';
