import { existsSync, readFileSync } from 'node:fs';
import { say, warn } from '../sentence.ts';
import { hasProgram, runQuietly } from './commands.ts';

/** Something the app needs from a Linux system, and the Debian packages that bring it. */
interface Need {
  readonly what: string;
  /** Names to try in order: the newer releases of Debian and Ubuntu renamed some libraries. */
  readonly packages: readonly string[];
}

/** The packages whose libraries Electron links to, most of them through GTK. */
const libraryNeeds: readonly Need[] = [
  { what: 'GTK', packages: ['libgtk-3-0', 'libgtk-3-0t64'] },
  { what: 'NSS', packages: ['libnss3'] },
  { what: 'ALSA', packages: ['libasound2', 'libasound2t64'] },
  { what: 'GBM', packages: ['libgbm1'] },
];
const displayNeed: Need = { what: 'a display without a screen', packages: ['xvfb'] };
const fontNeed: Need = { what: 'Chinese characters', packages: ['fonts-noto-cjk'] };

/** The shared libraries that the executable asks for and this system does not have. */
export function missingLibraries(executable: string): readonly string[] {
  const { output } = runQuietly('ldd', [executable]);
  return output
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0] ?? line.trim());
}

/** What to look for: all that the app is better with, or only what it cannot start without. */
export type Extent = 'all' | 'start';

/**
 * Makes a Linux system ready to start Electron. As root on Debian or Ubuntu it installs what is
 * missing; otherwise it names the packages. Returns whether the runtime can start now.
 * `HEAPWISE_SYSTEM_PACKAGES=no` only names them, whoever asks.
 */
export function ensureSystemPackages(executable: string, extent: Extent): boolean {
  if (process.platform !== 'linux') return true;
  const needs = [
    ...(missingLibraries(executable).length > 0 ? libraryNeeds : []),
    ...(hasScreen() || hasProgram('Xvfb') ? [] : [displayNeed]),
    ...(extent === 'start' || hasChineseFont() ? [] : [fontNeed]),
  ];
  if (needs.length === 0) return true;
  if (mayInstall()) installPackages(needs);
  else nameThePackages(needs);
  const missing = missingLibraries(executable);
  if (missing.length > 0) warn(`Electron cannot start yet: ${missing.join(', ')} is missing.`);
  return missing.length === 0;
}

function hasScreen(): boolean {
  return [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some(
    (name) => (name ?? '') !== '',
  );
}

function hasChineseFont(): boolean {
  if (!hasProgram('fc-list')) return false;
  return runQuietly('fc-list', [':lang=zh-cn', 'family']).output.trim() !== '';
}

function mayInstall(): boolean {
  return (
    process.getuid?.() === 0 &&
    existsSync('/usr/bin/apt-get') &&
    isDebianLike() &&
    process.env['HEAPWISE_SYSTEM_PACKAGES'] !== 'no'
  );
}

function isDebianLike(): boolean {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function nameThePackages(needs: readonly Need[]): void {
  const names = needs.map((need) => need.packages.join(' or ')).join(', ');
  const reasons = needs.map((need) => need.what).join(', ');
  warn(
    `Packages are missing that the app needs (${reasons}). On Debian or Ubuntu install them as root: ${names}.`,
  );
}

function installPackages(needs: readonly Need[]): void {
  const variables = { DEBIAN_FRONTEND: 'noninteractive' };
  const lists = runQuietly('apt-get', ['-qq', 'update'], { variables });
  if (lists.status !== 0) warn('apt-get could not refresh its lists; the old ones are used.');
  const names = needs.map((need) => need.packages.find(isKnownPackage) ?? need.packages[0] ?? '');
  say(`Installing the Debian packages ${names.join(', ')} and what they need …`);
  const finished = runQuietly(
    'apt-get',
    ['-qq', '-y', '-o', 'DPkg::Lock::Timeout=300', 'install', '--no-install-recommends', ...names],
    { variables },
  );
  if (finished.status !== 0) {
    const lines = finished.errors.trim().split('\n').slice(-3).join(' ');
    warn(`apt-get could not install them: ${lines}`);
  }
}

/** Whether apt can install a package of this name: a renamed one is known, but has no version. */
function isKnownPackage(name: string): boolean {
  const { output } = runQuietly('apt-cache', ['policy', name]);
  return /Candidate: (?!\(none\))\S/.test(output);
}
