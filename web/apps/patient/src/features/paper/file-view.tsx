import { Alert, Skeleton } from '@mantine/core';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './paper.module.css';

// The reader of PDFs is heavy and comes only when a paper is opened.
const PdfPages = lazy(() => import('./pdf-pages'));

/** A file on the page: a PDF, a picture or a text. */
export function FileView({ file, name }: { file: Blob; name: string }) {
  if (file.type === 'application/pdf')
    return (
      <Suspense fallback={<Skeleton height={480} radius="sm" />}>
        <PdfPages file={file} />
      </Suspense>
    );
  return file.type.startsWith('image/') ? <Picture file={file} name={name} /> : <Note file={file} />;
}

function Picture({ file, name }: { file: Blob; name: string }) {
  const { t } = useTranslation('patient');
  const [broken, setBroken] = useState(false);
  const picture = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    if (picture.current) picture.current.src = made;
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (broken) return <Alert role="alert">{t('paper.unseen')}</Alert>;
  return <img ref={picture} alt={name} className={classes.picture} onError={() => setBroken(true)} />;
}

function Note({ file }: { file: Blob }) {
  const [text, setText] = useState('');
  useEffect(() => void file.text().then(setText), [file]);
  return <div className={classes.note}>{text}</div>;
}
