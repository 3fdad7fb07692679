import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const source = join(import.meta.dirname, 'node_modules/pdfjs-dist');
const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
const parts = ['wasm', 'cmaps', 'standard_fonts', 'iccs'];

/** Where the reader looks for what only some PDFs need; src/features/paper/pdf.ts asks for the same. */
export const pdfParts = `assets/pdfjs-${version}`;

/** Ships the decoders, character maps and fonts of the PDF reader: without them some scans are blank sheets. */
export function shipPdfParts(): Plugin {
  return {
    name: 'ship-pdf-parts',
    generateBundle() {
      for (const part of parts)
        for (const name of readdirSync(join(source, part)))
          this.emitFile({
            type: 'asset',
            fileName: `${pdfParts}/${part}/${name}`,
            source: readFileSync(join(source, part, name)),
          });
    },
    configureServer(server) {
      server.middlewares.use(`/${pdfParts}`, (request, response, next) => {
        const [part = '', name = ''] = (request.url ?? '').split('?')[0]?.split('/').slice(1) ?? [];
        if (!parts.includes(part) || !readdirSync(join(source, part)).includes(name)) return next();
        response.end(readFileSync(join(source, part, name)));
      });
    },
  };
}
