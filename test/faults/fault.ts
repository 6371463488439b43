import type { DiagnosticCode } from '../../packages/renderer/src/index.ts';
import type { Files } from '../accidents/repository.ts';

/** Where something is written: a file, and the text of the line without what it is indented by. */
export type Line = [file: string, line: string];

/** One fault: a repository in which one word is wrong, and its twin in which that word is right. */
export interface Fault {
  name: string;
  /** Files laid over the sound repository of `accidents`. */
  files: (word: string) => Files;
  wrong: string;
  right: string;
  code: DiagnosticCode;
  severity?: 'error' | 'warning' | 'note';
  /** The author's line that the finding stands at. */
  at: Line;
  /** The other end, where there is one. */
  end?: Line;
  /** A part of the message or the hint. */
  says?: string;
}

/** An app of the sound repository's only category. */
export const app = (name: string, body: string): Files => ({
  [`apps/home/${name}/app.yaml`]: `name: ${name}\ndescription: An app with a fault\n${body}`,
});

export const definitionOf = (name: string): string => `apps/home/${name}/app.yaml`;
export const objectsOf = (name: string): string => `apps/home/${name}/templates/objects.yaml`;

/** An app of manifests: documents, joined. */
export const manifests = (name: string, documents: readonly string[], more = ''): Files => ({
  ...app(name, `manifests: [templates/objects.yaml]\n${more}`),
  [objectsOf(name)]: documents.join('---\n'),
});

/** Lines below `external:`, the last key of the sound cluster file. */
export const external = (...keys: string[]): Files => ({
  '+clusters/home.yaml': keys.map((key) => `  ${key}: made elsewhere\n`).join(''),
});

/** `Kind/name` and the lines below it. */
export const object = (apiVersion: string, kind: string, name: string, rest = ''): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${rest}`;

export const configMap = (name: string): string => object('v1', 'ConfigMap', name, 'data: { A: b }\n');
export const secret = (name: string): string => object('v1', 'Secret', name, 'stringData: { A: "${SECRET_DOMAIN}" }\n');

/** A Deployment; `pod` is the rest of its PodSpec below the container, `container` the rest of its container. */
export const deployment = (name: string, container = '', pod = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: main
          image: docker.io/library/nginx:1.27.0
          ports: [{ name: http, containerPort: 8080 }]
${indented(container, 10)}${indented(pod, 6)}`;

export const indented = (text: string, by: number): string => text.replaceAll(/^(?=.)/gmu, ' '.repeat(by));

export const service = (name: string, picks = name, port = 'targetPort: http', more = ''): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  labels:
    app: ${name}
spec:
  selector:
    app: ${picks}
  ports:
    - name: http
      port: 80
      ${port}
${indented(more, 2)}`;

export const claim = (name: string, rest = 'storageClassName: local-path\n', size = '5Gi'): string =>
  object(
    'v1',
    'PersistentVolumeClaim',
    name,
    `spec:\n  accessModes: [ReadWriteOnce]\n  resources:\n    requests:\n      storage: ${size}\n${indented(rest, 2)}`,
  );

export const volume = (name: string, rest = '', path = '/srv/data'): string =>
  object(
    'v1',
    'PersistentVolume',
    name,
    `spec:\n  accessModes: [ReadWriteOnce]\n  capacity:\n    storage: 10Gi\n  storageClassName: ""\n  hostPath:\n    path: ${path}\n${indented(rest, 2)}`,
  );

export const mounting = (source: string): [container: string, pod: string] => [
  'volumeMounts:\n  - { name: data, mountPath: /data }\n',
  `volumes:\n  - name: data\n${indented(source, 4)}`,
];

/** The whole `workloads:` section: app-template, behind what is external. */
export const appTemplate = `workloads: { body: app-template, chart: "oci://ghcr.io/bjw-s-labs/helm/app-template", version: 5.1.0 }\n`;
