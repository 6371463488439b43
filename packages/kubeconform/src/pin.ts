/** The kubeconform that Keelson installs and is tested with. */
export const kubeconformPin = {
  version: 'v0.8.0',
  module: 'github.com/yannh/kubeconform',
  /** Hash of the module's content, as `go version -m` and Go's checksum database print it. */
  moduleHash: 'h1:loDYd3a3spjIFrauqW67CDKF55Oo9R6uvC8AvpVd4ug=',
  /** Folder of the releases; a release's files are at `<releases>/<version>/<asset>`. */
  releases: 'https://github.com/yannh/kubeconform/releases/download',
} as const;
