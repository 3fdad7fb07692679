import { useTranslation } from 'react-i18next';
import { asProblem, problemText } from '@mila/api';

/** Words any error for a person, in the language of the page. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation('problems');
  return (error) => problemText(t, asProblem(error));
}
