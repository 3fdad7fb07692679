import type { TFunction } from 'i18next';
import type { Share } from '@mila/api';

/** The name its patient gave a link; a login by password does not learn it where documents are hidden. */
export const shareLabel = ({ label }: Share, t: TFunction<'patient'>): string =>
  label ?? t('sharing.unnamed');
