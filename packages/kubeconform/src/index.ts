export type { Account, Expected } from './account.ts';
export { accountFor } from './account.ts';
export type { SentDocument } from './check-documents.ts';
export { checkDocuments } from './check-documents.ts';
export type { CustomResourceSchema, CustomResourceSchema } from './crd-schema.ts';
export {
  CustomResourceDefinitionError,
  CustomResourceDefinitionError,
  schemasOfCustomResourceDefinition,
  schemasOfCustomResourceDefinition,
} from './crd-schema.ts';
export { documentText } from './document-text.ts';
export { checkDocumentsEmbedded } from './embedded/check.ts';
export type { JsonSchema } from './embedded/dialect.ts';
export type { ReadSchema } from './embedded/schema-location.ts';
export { schemaPath, schemaReader } from './embedded/schema-location.ts';
export type { EmbeddedDocument, EmbeddedValidator } from './embedded/validator.ts';
export { createEmbeddedValidator } from './embedded/validator.ts';
export type { Environment } from './environment.ts';
export { cacheFolderOf, currentEnvironment } from './environment.ts';
export type { KubeconformErrorCode } from './error.ts';
export { KubeconformError } from './error.ts';
export type { FoundKubeconform } from './find.ts';
export { findKubeconform } from './find.ts';
export { versionOf } from './identify.ts';
export type { InstallOptions } from './install.ts';
export { installKubeconform } from './install.ts';
export { kubeconformPin } from './pin.ts';
export type { RunOptions } from './run.ts';
export { runKubeconform } from './run.ts';
export type { Problem, Report, Verdict, VerdictReason, VerdictStatus } from './verdict.ts';
