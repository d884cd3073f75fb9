import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript, say } from '../sentence.ts';
import { toIcns, toIco, toPng } from './image-files.ts';
import { mark, smallMark, toPixels, toSvg } from './mark.ts';

/* npm run icons: draws build/ anew from the mark. The files are kept in the project. */

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
/** Up to this size the mark of whole pixels is the clearer one. */
const smallSize = 32;

function draw(size: number): Buffer {
  return toPng(toPixels(size <= smallSize ? smallMark : mark, size), size);
}

await runScript(() => {
  const folder = join(process.cwd(), 'build');
  mkdirSync(join(folder, 'icons'), { recursive: true });
  writeFileSync(join(folder, 'icon.svg'), toSvg(mark));
  for (const size of linuxSizes) {
    writeFileSync(join(folder, 'icons', `${size}x${size}.png`), draw(size));
  }
  writeFileSync(
    join(folder, 'icon.ico'),
    toIco(windowsSizes.map((size) => ({ size, png: draw(size) }))),
  );
  writeFileSync(join(folder, 'icon.icns'), toIcns(draw));
  say('The icons are in build/.');
  return 0;
});
