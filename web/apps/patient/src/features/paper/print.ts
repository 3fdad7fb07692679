const frameId = 'paper-to-print';

/** Loads something into a hidden frame; the one before it goes. */
function frame(source?: string): Promise<HTMLIFrameElement> {
  document.getElementById(frameId)?.remove();
  const made = document.createElement('iframe');
  made.id = frameId;
  made.title = '';
  made.ariaHidden = 'true';
  made.tabIndex = -1;
  made.style.cssText = 'position:fixed;inset:auto 0 0 auto;width:1px;height:1px;border:0;opacity:0';
  return new Promise((resolve) => {
    made.onload = () => resolve(made);
    if (source) made.src = source;
    document.body.append(made);
  });
}

/** Sends the file itself to the printer: no page of ours around it. */
export async function printFile(file: Blob): Promise<void> {
  const pdf = file.type === 'application/pdf';
  if (pdf && navigator.pdfViewerEnabled) {
    const paper = await frame(URL.createObjectURL(file));
    paper.contentWindow?.focus();
    paper.contentWindow?.print();
    return;
  }
  const sheets = pdf
    ? await import('./pdf').then(({ pictures }) => pictures(file))
    : file.type.startsWith('image/')
      ? [URL.createObjectURL(file)]
      : [];
  const paper = await frame();
  const inside = paper.contentDocument;
  if (!inside) return;
  const style = inside.createElement('style');
  style.textContent = pdf
    ? '@page{margin:0}body{margin:0}img{display:block;width:100%;break-after:page}'
    : 'body{font:12pt/1.5 sans-serif;white-space:pre-wrap}img{max-width:100%;max-height:100vh}';
  inside.head.append(style);
  if (!sheets.length) inside.body.append(await file.text());
  await Promise.all(
    sheets.map((source) => {
      const picture = inside.createElement('img');
      picture.src = source;
      inside.body.append(picture);
      return picture.decode();
    }),
  );
  paper.contentWindow?.print();
}

/** Puts the file among the downloads under its name. */
export function keepFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
