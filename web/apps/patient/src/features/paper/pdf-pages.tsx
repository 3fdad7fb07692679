import { Alert, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draw, type PDFPageProxy, readPages, words } from './pdf';
import classes from './paper.module.css';

/** A PDF on the page itself, every page under the other. */
export default function PdfPages({ file }: { file: Blob }) {
  const { t } = useTranslation('patient');
  const [pages, setPages] = useState<PDFPageProxy[]>();
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    let left = false;
    readPages(file).then(
      (read) => !left && setPages(read),
      () => !left && setBroken(true),
    );
    return () => {
      left = true;
    };
  }, [file]);
  if (broken) return <Alert role="alert">{t('paper.broken')}</Alert>;
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
  const { width, height } = page.getViewport({ scale: 1 });
  useEffect(() => {
    const sheet = canvas.current;
    if (!sheet) return;
    // A long paper is drawn as it is reached: a phone has no room for all of it at once.
    const reached = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        reached.disconnect();
        void draw(page, sheet, Math.min(2400, sheet.clientWidth * Math.max(1.5, devicePixelRatio)));
        void words(page).then(setText);
      },
      { rootMargin: '800px' },
    );
    reached.observe(sheet);
    return () => reached.disconnect();
  }, [page]);
  return (
    <div>
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
