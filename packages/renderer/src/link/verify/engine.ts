import {
  checkDocuments,
  checkDocumentsEmbedded,
  type Environment,
  type FoundKubeconform,
  findKubeconform,
  installKubeconform,
  KubeconformError,
  kubeconformPin,
  type SentDocument,
  schemaReader,
  type Verdict,
} from '@keelson/kubeconform';

/** What judges objects in this run. */
export interface Engine {
  /** `kubeconform v0.8.0` or `the embedded validator`. */
  name: string;
  /** Identifies the engine for remembered proofs; absent: what it says is not remembered. */
  identity?: string;
  check: (documents: readonly SentDocument[]) => Promise<Verdict[]>;
  /** Path of the kubeconform that judges; absent for the embedded validator. */
  binary?: string;
  /** What has to be said aloud. */
  notices: string[];
}

export interface EngineOptions {
  environment: Environment;
  locations: readonly string[];
  /** False: without kubeconform there is no run. */
  allowEmbedded: boolean;
  /** Told before something that takes long. */
  progress: (line: string) => void;
}

/**
 * kubeconform where it is, else installed now, else the embedded validator.
 * @throws {KubeconformError} when none can be had and the embedded validator may not stand in.
 */
export const chooseEngine = async (options: EngineOptions): Promise<Engine> => {
  try {
    const found = await findKubeconform(options.environment);
    if (found !== undefined) return kubeconform(found, options, []);
    options.progress(`kubeconform is not there: installing ${kubeconformPin.version}, once`);
    const installed = await installKubeconform(options.environment);
    return kubeconform(installed, options, [`kubeconform ${installed.version ?? ''} was installed: ${installed.path}`]);
  } catch (error) {
    if (!(error instanceof KubeconformError) || error.code === 'not-found') throw error;
    if (!options.allowEmbedded)
      throw new KubeconformError(
        error.code,
        `${error.message}\nThe embedded validator does not stand in here: install kubeconform (\`keelson kubeconform install\`) or pass --allow-embedded.`,
        { cause: error },
      );
    return embedded(options, error);
  }
};

const kubeconform = (found: FoundKubeconform, { locations }: EngineOptions, notices: string[]): Engine => ({
  name: `kubeconform${found.version === undefined ? '' : ` ${found.version}`}`,
  ...(found.version === undefined ? {} : { identity: `kubeconform ${found.version}` }),
  check: (documents) => checkDocuments(documents, { binary: found.path, schemaLocations: locations }),
  binary: found.path,
  notices,
});

const embedded = ({ locations }: EngineOptions, reason: KubeconformError): Engine => {
  const readSchema = schemaReader(locations);
  return {
    name: 'the embedded validator',
    check: (documents) => checkDocumentsEmbedded(documents, { readSchema }),
    notices: [`kubeconform could not be had, the embedded validator judged instead: ${reason.message}`],
  };
};
