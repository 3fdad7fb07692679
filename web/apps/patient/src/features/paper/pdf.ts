import {
  getDocument,
  GlobalWorkerOptions,
  type PDFPageProxy,
  version,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import PdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker';

/** Why a PDF cannot be shown, in part or at all. */
export class Unshown extends Error {
  constructor(readonly reason: 'protected' | 'broken' | 'partly') {
    super(reason);
  }
}

// Pages are drawn as large as this at the most: more does not fit into a phone.
const mostPixels = 16_000_000;
// Decoders, character maps and fonts that only some files need (pdf-parts.ts ships them).
const parts = `/assets/pdfjs-${version}`;

/** The pages of a PDF, read by our own code: phones have no viewer of their own inside a page. */
export async function readPages(file: Blob): Promise<PDFPageProxy[]> {
  GlobalWorkerOptions.workerPort ??= new PdfWorker();
  const reading = getDocument({
    data: await file.arrayBuffer(),
    wasmUrl: `${parts}/wasm/`,
    cMapUrl: `${parts}/cmaps/`,
    standardFontDataUrl: `${parts}/standard_fonts/`,
    iccUrl: `${parts}/iccs/`,
  });
  try {
    const paper = await reading.promise;
    if (!paper.numPages) throw new Unshown('broken');
    return await Promise.all(Array.from({ length: paper.numPages }, (_, index) => paper.getPage(index + 1)));
  } catch (error) {
    throw new Unshown((error as Error).name === 'PasswordException' ? 'protected' : 'broken');
  }
}

/** Draws the page so wide, in device pixels. Rejects with Unshown when a part of it could not be drawn. */
export async function draw(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): Promise<void> {
  const whole = page.getViewport({ scale: 1 });
  const scale = Math.min(width / whole.width, Math.sqrt(mostPixels / (whole.width * whole.height)));
  const viewport = page.getViewport({ scale });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvas, viewport }).promise;
  if (undrawn(page)) throw new Unshown('partly');
}

/** Whether a picture of the page could not be decoded: the reader leaves it out without a word. */
function undrawn(page: PDFPageProxy): boolean {
  const decoded = [
    ...(page.objs as Iterable<[string, unknown]>),
    ...(page.commonObjs as Iterable<[string, unknown]>),
  ];
  return decoded.some(([name, picture]) => /(^|_)img_/.test(name) && picture === null);
}

/** The words of the page in their order, for a screen reader. */
export async function words(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}

/** Each page as a picture, sharp enough for paper (about 200 dots an inch). Rejects with Unshown rather than print less. */
export async function pictures(file: Blob): Promise<string[]> {
  const drawn: string[] = [];
  for (const page of await readPages(file)) {
    const canvas = document.createElement('canvas');
    await draw(page, canvas, 1650);
    drawn.push(canvas.toDataURL('image/png'));
  }
  return drawn;
}

export type { PDFPageProxy };
