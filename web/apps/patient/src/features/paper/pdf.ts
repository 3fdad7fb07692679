import { getDocument, GlobalWorkerOptions, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker';

/** The pages of a PDF, read by our own code: phones have no viewer of their own inside a page. */
export async function readPages(file: Blob): Promise<PDFPageProxy[]> {
  GlobalWorkerOptions.workerPort ??= new PdfWorker();
  const paper = await getDocument({ data: await file.arrayBuffer() }).promise;
  return Promise.all(Array.from({ length: paper.numPages }, (_, index) => paper.getPage(index + 1)));
}

/** Draws the page so wide, in device pixels. */
export async function draw(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): Promise<void> {
  const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvas, viewport }).promise;
}

/** The words of the page in their order, for whoever listens to it. */
export async function words(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}

/** Each page as a picture, sharp enough for paper (about 200 dots an inch). */
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
