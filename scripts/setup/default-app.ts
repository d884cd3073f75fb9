import { packAsar } from './asar.ts';

/*
 * What `electron PATH` runs before PATH itself. Electron's own default app does the same and more;
 * the npm-shipped runtime comes without it. `-r` matters: Playwright starts an app with a loader.
 */
const main = `'use strict';
const { app } = require('electron');
const fs = require('fs');
const path = require('path');
const Module = require('module');

process.defaultApp = true;
const given = process.argv.slice(1);
const preloads = [];
let target;
for (let index = 0; index < given.length; index += 1) {
  const argument = given[index];
  if (argument === '-v' || argument === '--version') {
    console.log('v' + process.versions.electron);
    process.exit(0);
  } else if (argument === '-a' || argument === '--abi') {
    console.log(process.versions.modules);
    process.exit(0);
  } else if (argument === '-r' || argument === '--require') {
    index += 1;
    preloads.push(given[index]);
  } else if (argument.startsWith('--app=')) {
    target = argument.slice('--app='.length);
    break;
  } else if (argument.startsWith('-')) {
    continue;
  } else {
    target = argument;
    break;
  }
}

if (preloads.length > 0) Module._preloadModules(preloads);

if (target === undefined) {
  console.error('Name the folder of an app: electron PATH');
  process.exit(1);
}

const folder = path.resolve(target);
const description = path.join(folder, 'package.json');
if (fs.existsSync(description)) {
  const described = JSON.parse(fs.readFileSync(description, 'utf8'));
  if (described.version) app.setVersion(described.version);
  if (described.productName) app.name = described.productName;
  else if (described.name) app.name = described.name;
  if (described.desktopName) app.setDesktopName(described.desktopName);
  else app.setDesktopName(app.name + '.desktop');
}
app.setAppPath(folder);
Module._load(folder, null, true);
`;

/** The archive that goes to `resources/default_app.asar`. */
export function defaultApp(): Buffer {
  return packAsar({
    'package.json': `${JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.js' })}\n`,
    'main.js': main,
  });
}
