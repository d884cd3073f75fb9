import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import type { Runtime } from '../setup/runtime.ts';

/** The first Electron whose fuses include the one of the file protocol. */
const fileProtocolFuseSince = 29;

const debDepends = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnotify4',
  'libnss3',
  'libxss1',
  'libxtst6',
  'xdg-utils',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libuuid1',
  'libsecret-1-0',
  'libgbm1',
  'libasound2 | libasound2t64',
];

/**
 * How electron-builder packs the app. With an official runtime it takes that runtime from its own
 * downloads, for whatever system is asked for; a stand-in is packed from where it lies, and every
 * file it ends up in says that it is for development.
 */
export function configuration(root: string, runtime: Runtime): Configuration {
  const standIn = !runtime.official;
  const suffix = standIn ? '-development' : '';
  return {
    appId: 'org.heapwise.Heapwise',
    productName: 'Heapwise',
    copyright: 'Copyright © 2026 The Heapwise authors',
    artifactName: `\${productName}-\${version}${suffix}-\${os}-\${arch}.\${ext}`,
    directories: { buildResources: 'build', output: 'dist' },
    files: [
      'out/{main,preload,renderer}/**',
      'lessons/**',
      'package.json',
      '!**/*.{map,test.ts}',
      // Chromium takes the woff2 that stands beside them.
      '!out/renderer/assets/*.{ttf,woff}',
      '!**/node_modules/**',
    ],
    extraFiles: [
      { from: 'LICENSE', to: 'LICENSE.txt' },
      { from: 'out/notices/THIRD-PARTY-NOTICES.txt', to: 'THIRD-PARTY-NOTICES.txt' },
    ],
    asar: true,
    npmRebuild: false,
    electronLanguages: ['en-US', 'zh-CN'],
    ...(standIn ? { electronDist: runtime.folder, electronVersion: runtime.version } : {}),
    fileAssociations: [
      {
        ext: 'heapwise',
        name: 'Heapwise session',
        description: 'Heapwise session',
        mimeType: 'application/x-heapwise+json',
        role: 'Editor',
      },
    ],
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      ...(majorOf(runtime.version) >= fileProtocolFuseSince
        ? { grantFileProtocolExtraPrivileges: false }
        : {}),
    },
    toolsets: { appimage: '1.0.3' },
    linux: {
      target: ['AppImage', 'deb', 'tar.gz'],
      executableName: 'heapwise',
      icon: 'build/icons',
      category: 'Education',
      syncDesktopName: true,
      synopsis: 'Learn how memory is managed, on a heap that runs',
      description: standIn
        ? 'A development build on an Electron that is out of support. Not for daily use.'
        : 'Guided lessons, quizzes and a sandbox on a simulated heap with real collectors.',
      maintainer: 'The Heapwise authors <heapwise@example.org>',
    },
    deb: {
      depends: debDepends,
      packageCategory: 'education',
      fpm: [`${join(root, 'LICENSE')}=/usr/share/doc/heapwise/copyright`],
    },
    mac: {
      target: [
        { target: 'dmg', arch: ['x64', 'arm64'] },
        { target: 'zip', arch: ['x64', 'arm64'] },
      ],
      icon: 'build/icon.icns',
      category: 'public.app-category.education',
      hardenedRuntime: true,
      gatekeeperAssess: false,
      notarize: false,
    },
    dmg: { sign: false, writeUpdateInfo: false },
    win: { target: [{ target: 'nsis', arch: ['x64'] }], icon: 'build/icon.ico' },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      differentialPackage: false,
    },
    // A runtime that electron-builder did not unpack itself brings what only development needs.
    afterPack: async ({ appOutDir }) => {
      if (!standIn) return;
      await rm(join(appOutDir, 'resources/default_app.asar'), { force: true });
      await rm(join(appOutDir, 'version'), { force: true });
    },
  };
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
