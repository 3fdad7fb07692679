import { Alert, Button, Stack } from '@mantine/core';
import { IconLockAccess } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const loginAddress = () => `/login?return_to=${encodeURIComponent(location.pathname + location.search)}`;

/** The session is over and something typed is not saved: nothing leads away until the person presses «Войти». */
export function SessionOverNotice() {
  const { t } = useTranslation('common');
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
