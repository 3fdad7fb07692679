import { Loader } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconHelpCircle,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './check.module.css';
import type { Finding, Part } from './findings';
import { useWords } from './use-words';

const icons = {
  good: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconCircleX,
  asked: IconHelpCircle,
} as const;

interface Props {
  part: Part;
  finding?: Finding;
  running: boolean;
  hint?: string;
  children?: ReactNode;
}

/** One part of the check: a sign, its name, what was found in words, and what can be done right there. */
export function FindingRow({ part, finding, running, hint, children }: Props) {
  const { t } = useTranslation('check');
  const words = useWords();
  const Icon = finding ? icons[finding.level] : IconCircleDashed;
  return (
    <li
      className={classes.row}
      data-level={finding?.level}
      data-code={finding?.code}
      data-testid={`check-${part}`}
    >
      <span className={classes.sign}>
        {running ? <Loader size={24} aria-hidden /> : <Icon size={28} stroke={1.7} aria-hidden />}
      </span>
      <div className={classes.words}>
        <b>{t(`part.${part}`)}</b>
        {finding && <span className={classes.level}>{t(`level.${finding.level}`)}</span>}
        {finding && <p>{words(finding)}</p>}
        {running && <p>{hint ?? t('running')}</p>}
        {children}
      </div>
    </li>
  );
}
