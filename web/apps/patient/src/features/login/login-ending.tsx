import { Button, Stack, Text, ThemeIcon } from '@mantine/core';
import {
  IconArrowBackUp,
  IconClockExclamation,
  IconCloudOff,
  IconHandStop,
  IconHourglass,
  IconIdOff,
  IconKeyOff,
  IconLock,
  IconPlugConnectedX,
  IconUserQuestion,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { gosuslugiLoginUrl, type ProblemCode } from '@mila/api';
import { PageTitle } from '@mila/ui';

const icons = {
  gosuslugi_refused: IconHandStop,
  gosuslugi_cancelled: IconArrowBackUp,
  gosuslugi_permission_revoked: IconKeyOff,
  gosuslugi_unconfirmed: IconUserQuestion,
  gosuslugi_incomplete: IconIdOff,
  gosuslugi_unavailable: IconCloudOff,
  too_many_requests: IconHourglass,
  gosuslugi_failed: IconPlugConnectedX,
  login_expired: IconClockExclamation,
  account_blocked: IconLock,
} satisfies Partial<Record<ProblemCode, TablerIcon>>;

export type Ending = keyof typeof icons;

export const isEnding = (code?: ProblemCode): code is Ending => code !== undefined && code in icons;

interface Props {
  code: Ending;
  returnTo: string;
  /** Which names Gosuslugi does not know. */
  missing?: 'last_name' | 'first_name' | 'both';
}

/** How a trip to Gosuslugi ended without a login: what happened, what to do, one button (R016). */
export function LoginEnding({ code, returnTo, missing = 'both' }: Props) {
  const { t } = useTranslation('patient');
  const Icon = icons[code];
  return (
    <Stack gap="md" role="alert">
      <ThemeIcon size={64} radius="xl" variant="light" color={code === 'account_blocked' ? 'red' : undefined}>
        <Icon size={34} stroke={1.5} aria-hidden />
      </ThemeIcon>
      <PageTitle>{t(`ending.${code}.title`)}</PageTitle>
      <Text>{t(`ending.${code}.what`, { missing: t(`ending.missing.${missing}`) })}</Text>
      <Text>{t(`ending.${code}.todo`)}</Text>
      <WayOn code={code} returnTo={returnTo} />
    </Stack>
  );
}

function WayOn({ code, returnTo }: { code: Ending; returnTo: string }) {
  const { t } = useTranslation('patient');
  const again = gosuslugiLoginUrl(returnTo);
  if (code === 'account_blocked')
    return (
      <Button component="a" size="lg" href={`mailto:${import.meta.env.VITE_SUPPORT_EMAIL}`}>
        {t('ending.support')}
      </Button>
    );
  if (code !== 'gosuslugi_unconfirmed' && code !== 'gosuslugi_incomplete')
    return (
      <Button component="a" size="lg" href={again}>
        {t('login.gosuslugi')}
      </Button>
    );
  if (code === 'gosuslugi_incomplete')
    return (
      <>
        <Button
          component="a"
          size="lg"
          href="https://lk.gosuslugi.ru/profile/personal"
          target="_blank"
          rel="noreferrer"
        >
          {t('ending.fillIn')}
        </Button>
        <Button component="a" variant="default" href={again}>
          {t('login.gosuslugi')}
        </Button>
      </>
    );
  const help = import.meta.env.VITE_GOSUSLUGI_HELP_URL;
  return (
    <>
      <Button component="a" size="lg" href={help} target="_blank" rel="noreferrer">
        {t('ending.howToConfirm')}
      </Button>
      <Button component="a" variant="default" href={again}>
        {t('ending.anotherAccount')}
      </Button>
    </>
  );
}
