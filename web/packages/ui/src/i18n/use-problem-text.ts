import { useTranslation } from 'react-i18next';
import { asProblem, problemText, serverNow } from '@mila/api';
import { useFormat } from '../format/use-format';

/** Words any error for a person, in the language of the page; haste is told how long to wait. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation('problems');
  const { t: common } = useTranslation('common');
  const format = useFormat();
  return (error) => {
    const problem = asProblem(error);
    if (problem.code !== 'too_many_requests' || !problem.retryAt) return problemText(t, problem);
    const minutes = Math.ceil((Date.parse(problem.retryAt) - serverNow()) / 60_000);
    if (minutes <= 1) return common('wait.moment');
    return common('wait.until', { minutes, time: format.time(problem.retryAt) });
  };
}
