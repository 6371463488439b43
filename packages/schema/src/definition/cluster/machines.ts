/** `talos`, `k3s`, `nodes`, `devices`: the machines. */
import { entry, listOf, mapOf, may, must, named, object, off, shapes, text, word } from '../build.ts';
import { absolutePath, address, label, labels, objectName, relativePath, url } from '../leaves.ts';

const extension = text('^\\S+/\\S+$', 'an extension such as siderolabs/intel-ucode');
const patches = listOf(relativePath('talos/patches/kubelet.yaml'));

export const talos = entry(
  'false or a section such as { version: v1.13.0 }',
  named(
    'Talos',
    object({
      version: must(
        text('^v[0-9]+\\.[0-9]+\\.[0-9]+\\S*$', 'a version such as v1.13.0'),
        'Version of Talos',
        'v1.13.0',
      ),
      endpoint: must(url, 'API server as clients reach it', 'https://10.0.0.10:6443'),
      vip: may(address, 'Address that the control plane nodes share', '10.0.0.10'),
      cni: may(label('a network', 'none'), 'Network that Talos installs; none: the tree brings one', 'none'),
      extensions: may(listOf(extension), "Extensions of every node's image", ['siderolabs/intel-ucode']),
      patches: may(patches, "Files with Talos' own text, in order", ['talos/patches/kubelet.yaml']),
      environment: may(
        relativePath('talos/talenv.sops.yaml'),
        'File that fills placeholders of machine configuration',
        'talos/talenv.sops.yaml',
      ),
    }),
  ),
);

export const k3s = entry(
  'false or a section such as { version: v1.36.0+k3s1 }',
  named(
    'K3s',
    object({
      version: must(
        text('^v[0-9]+\\.[0-9]+\\.[0-9]+\\+k3s[0-9]+$', 'a version such as v1.36.0+k3s1'),
        'Version of k3s',
        'v1.36.0+k3s1',
      ),
      host: may(label('an operating system', 'nixos'), 'Operating system of the machines', 'nixos'),
      disable: may(listOf(label('a part of k3s', 'traefik')), 'Parts of k3s that the tree brings itself', [
        'traefik',
        'servicelb',
      ]),
    }),
  ),
);

export const node = named(
  'Node',
  object({
    role: must(
      word('controlplane', 'worker', 'server', 'agent'),
      'Talos: controlplane or worker; k3s: server or agent',
      'controlplane',
    ),
    address: must(address, 'Its address', '10.0.0.11'),
    gateway: may(address, 'Router it uses', '10.0.0.1'),
    mac: may(
      text('^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$', 'a MAC address such as 02:00:00:00:00:11 (quoted)'),
      'Card that gets the address',
      '02:00:00:00:00:11',
    ),
    disk: may(absolutePath, 'Disk to install on', '/dev/nvme0n1'),
    labels: may(labels, 'Labels of the node', { 'gpu.example.com/intel': 'true' }),
    extensions: may(listOf(extension), 'Extensions besides those of every node', ['siderolabs/thunderbolt']),
    patches: may(patches, 'Patches besides those of every node', ['talos/patches/disk.yaml']),
    mounts: may(
      mapOf(absolutePath, text('^\\S+:/\\S*$', 'server:/path such as 10.0.0.5:/volume1')),
      'What the host must have mounted',
      { '/mnt/nas1': '10.0.0.5:/volume1' },
    ),
    folders: may(listOf(absolutePath), 'Folders the host must have', ['/var/lib/media']),
    persist: may(listOf(absolutePath), 'Folders that survive a wiped root', ['/var/lib/rancher']),
  }),
);

export const nodes = mapOf(
  objectName('the name of a node', 'k8s-1'),
  entry('false or a node such as { role: worker, address: 10.0.0.11 }', node),
);

const deviceExpected = 'a resource name such as gpu.intel.com/i915, { deviceClass: name }, or false';
export const clusterDevices = mapOf(
  label('a device', 'gpu'),
  shapes(deviceExpected, {
    boolean: off(deviceExpected),
    string: text('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(/[A-Za-z0-9][-A-Za-z0-9_.]*)?$', deviceExpected),
    object: named(
      'DeviceClass',
      object({
        deviceClass: must(
          objectName('a DeviceClass', 'gpu.intel.com'),
          'DeviceClass that a claim asks for',
          'gpu.intel.com',
        ),
      }),
    ),
  }),
);
