import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';

export const contentId = 'content';

/** The first stop of the Tab key: past the menu, to the page itself. */
export function SkipLink() {
  const { t } = useTranslation('common');
  return (
    <a href={`#${contentId}`} className={classes.skip}>
      {t('skip')}
    </a>
  );
}
