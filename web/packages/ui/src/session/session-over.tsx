import { Alert, Button, Stack } from '@mantine/core';
import { IconLockAccess } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSessionOver } from './unsaved';

const loginAddress = () => `/login?return_to=${encodeURIComponent(location.pathname + location.search)}`;

/** The session is over and something typed is not saved: nothing leads away until the person presses «Войти». */
export function SessionOver() {
  const { t } = useTranslation('common');
  if (!useSessionOver()) return null;
  return (
    <Alert role="alert" color="ember" icon={<IconLockAccess aria-hidden />} title={t('sessionOver.title')}>
      <Stack gap="sm" align="flex-start">
        {t('sessionOver.hint')}
        {/* A page of its own, so that the guards ask who is here; the text waits in this tab. */}
        <Button component="a" href={loginAddress()}>
          {t('sessionOver.enter')}
        </Button>
      </Stack>
    </Alert>
  );
}
