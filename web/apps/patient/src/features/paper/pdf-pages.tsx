import { Alert, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './paper.module.css';
import { draw, type PDFPageProxy, readPages, Unshown, words } from './pdf';

/** A PDF on the page itself, every page under the other. */
export default function PdfPages({ file }: { file: Blob }) {
  const { t } = useTranslation('patient');
  const [pages, setPages] = useState<PDFPageProxy[]>();
  const [unshown, setUnshown] = useState<Unshown['reason']>();
  useEffect(() => {
    let left = false;
    readPages(file).then(
      (read) => !left && setPages(read),
      (error: unknown) => !left && setUnshown(error instanceof Unshown ? error.reason : 'broken'),
    );
    return () => {
      left = true;
    };
  }, [file]);
  if (unshown) return <Alert role="alert">{t(`paper.${unshown}`)}</Alert>;
  if (!pages) return <Skeleton height={480} radius="sm" />;
  return (
    <Stack gap="md">
      {pages.map((page) => (
        <PdfPage key={page.pageNumber} page={page} total={pages.length} />
      ))}
    </Stack>
  );
}

function PdfPage({ page, total }: { page: PDFPageProxy; total: number }) {
  const { t } = useTranslation('patient');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  const [partly, setPartly] = useState(false);
  const { width, height } = page.getViewport({ scale: 1 });
  useEffect(() => {
    const sheet = canvas.current;
    if (!sheet) return;
    // A long paper is drawn as it is reached: a phone has no room for all of it at once.
    const reached = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        reached.disconnect();
        const wide = Math.min(2400, sheet.clientWidth * Math.max(1.5, devicePixelRatio));
        draw(page, sheet, wide).catch(() => setPartly(true));
        words(page).then(setText, () => setPartly(true));
      },
      { rootMargin: '800px' },
    );
    reached.observe(sheet);
    return () => reached.disconnect();
  }, [page]);
  return (
    <div>
      {partly && <Alert role="alert">{t('paper.partly')}</Alert>}
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('paper.page', { page: page.pageNumber, total })}
        className={classes.sheet}
        style={{ aspectRatio: `${width} / ${height}` }}
      />
      <VisuallyHidden>{text}</VisuallyHidden>
    </div>
  );
}
