/** Fields newer than the packages of single operators; each name is bound to its type in `src/extensions.ts`. */

/** CloudNativePG 1.30: images of one catalogue for other components. */
export interface ImageCatalogSpec {
  componentImages?: { image: string; key: string }[];
}

/** grafana-operator 5.24: a dashboard from an OCI artifact. */
export interface GrafanaDashboardSpec {
  oci?: {
    insecurePlainHTTP?: boolean;
    path: string;
    pullSecretRef?: { name?: string };
    reference: string;
  };
}

/** Argo CD 3.4. */
export interface ApplicationSource {
  tagPrefix?: string;
}

/** Argo CD 3.4: the hydrated manifests may live in another repository. */
export interface ApplicationSyncSource {
  repoURL?: string;
}
