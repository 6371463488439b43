import type { CompiledApp, CompiledObject } from '../../../model/compiled.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { isJsonObject, type JsonValue, valueAt } from '../../../model/json.ts';
import { asJson, objectName } from '../../../model/kubernetes.ts';
import { finding } from '../finding.ts';
import { inWords, labelsOf, matches, selectorOf } from './labels.ts';
import type { Rule, TreeView } from './view.ts';

interface Owned {
  app: CompiledApp;
  compiled: CompiledObject;
}

const at = ({ compiled }: Owned, pointer: string): JsonValue | undefined => valueAt(asJson(compiled.object), pointer);

/** A claim that names or selects a volume must be able to bind it (core/v1, PersistentVolumeClaim "Binding"). */
export const bindings: Rule = {
  name: 'a claim can bind the volume it names',
  find: (view) => {
    const volumes = view.objects.filter(({ compiled }) => compiled.object.kind === 'PersistentVolume');
    return view.objects.flatMap((claim): Diagnostic[] => {
      if (claim.compiled.object.kind !== 'PersistentVolumeClaim') return [];
      const name = at(claim, '/spec/volumeName');
      if (typeof name === 'string') {
        const volume = volumes.find(({ compiled }) => compiled.object.metadata.name === name);
        return volume === undefined ? [] : faultsBetween(claim, volume);
      }
      return unselected(claim, volumes, view);
    });
  },
};

/** What keeps the two apart, field by field. */
const faultsBetween = (claim: Owned, volume: Owned): Diagnostic[] => {
  const fault = (pointer: string, other: string, message: string, hint: string): Diagnostic =>
    finding(
      { ...claim, pointer },
      {
        code: 'binding-mismatch',
        message: `${objectName(claim.compiled.object)} can never bind ${objectName(volume.compiled.object)}: ${message}`,
        hint,
      },
      [{ message: `${objectName(volume.compiled.object)} is made here`, end: { ...volume, pointer: other } }],
    );
  const [wanted, held] = [
    quantity(at(claim, '/spec/resources/requests/storage')),
    quantity(at(volume, '/spec/capacity/storage')),
  ];
  const [classOfClaim, classOfVolume] = [at(claim, '/spec/storageClassName'), at(volume, '/spec/storageClassName')];
  const modes = listOf(at(claim, '/spec/accessModes'));
  const offered = listOf(at(volume, '/spec/accessModes'));
  const missing = modes.filter((mode) => !offered.includes(mode));
  const reserved = at(volume, '/spec/claimRef');
  const holder = isJsonObject(reserved)
    ? `PersistentVolumeClaim/${String(reserved['namespace'])}/${String(reserved['name'])}`
    : undefined;
  return [
    ...(wanted !== undefined && held !== undefined && wanted > held
      ? [
          fault(
            '/spec/resources/requests/storage',
            '/spec/capacity/storage',
            `it asks for ${String(at(claim, '/spec/resources/requests/storage'))}, the volume has ${String(at(volume, '/spec/capacity/storage'))}`,
            'Ask for no more than the volume has.',
          ),
        ]
      : []),
    ...((classOfClaim ?? '') !== (classOfVolume ?? '') && classOfClaim !== undefined
      ? [
          fault(
            '/spec/storageClassName',
            '/spec/storageClassName',
            `its storage class is ${JSON.stringify(classOfClaim)}, that of the volume ${JSON.stringify(classOfVolume ?? '')}`,
            'Give both the same storageClassName.',
          ),
        ]
      : []),
    ...(missing.length > 0
      ? [
          fault(
            '/spec/accessModes',
            '/spec/accessModes',
            `it asks for ${missing.join(', ')}, the volume offers ${offered.join(', ')}`,
            'Ask for an access mode that the volume offers.',
          ),
        ]
      : []),
    ...(holder !== undefined && holder !== objectName(claim.compiled.object)
      ? [
          fault(
            '/spec/volumeName',
            '/spec/claimRef',
            `the volume is kept for ${holder}`,
            'Name this claim in the claimRef of the volume.',
          ),
        ]
      : []),
  ];
};

/** A claim with a selector is never provisioned: a volume with those labels must be there. */
const unselected = (claim: Owned, volumes: readonly Owned[], view: TreeView): Diagnostic[] => {
  const selector = selectorOf(at(claim, '/spec/selector'));
  if (selector === undefined) return [];
  const labels = volumes.map(({ compiled }) => labelsOf((compiled.object.metadata.labels ?? {}) as never));
  if (labels.some((own) => matches(selector, own, false) !== 'no')) return [];
  const isOpen = volumes.length === 0 && view.isOpen(claim.compiled.object.metadata.namespace ?? '');
  if (isOpen) return [];
  return [
    finding(
      { ...claim, pointer: '/spec/selector' },
      {
        code: 'selector-mismatch',
        message: `${objectName(claim.compiled.object)} selects a PersistentVolume with ${inWords(selector)}, and none bears that`,
        hint: 'Label the volume so, or name it with volumeName.',
      },
      volumes.slice(0, 3).map((volume) => ({
        message: `${objectName(volume.compiled.object)} is made here`,
        end: { ...volume, pointer: '/metadata/labels' },
      })),
    ),
  ];
};

const listOf = (value: JsonValue | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

const binary: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50 };
const decimal: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 };

/** Bytes of a Kubernetes quantity; `undefined` for what is none (a placeholder). */
const quantity = (value: JsonValue | undefined): number | undefined => {
  const match = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?$/u.exec(String(value ?? ''));
  if (match === null) return undefined;
  return Number(match[1]) * (match[2] === undefined ? 1 : (binary[match[2]] ?? decimal[match[2]] ?? 1));
};
