/** The namespace of Flux: `substituteFrom` reads Secrets and ConfigMaps of a FluxKustomization's own namespace only. */
export const fluxNamespace = 'flux-system';
