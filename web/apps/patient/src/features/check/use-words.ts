import { useTranslation } from 'react-i18next';
import type { Finding } from './findings';

/** The sentence for a finding. Its code is one of those its part knows: the probes and the texts are written together. */
export function useWords(): (finding: Finding) => string {
  const { t } = useTranslation('check');
  return ({ part, code, figures }) =>
    (t as (key: string, values?: object) => string)(`found.${part}.${code}`, figures);
}
