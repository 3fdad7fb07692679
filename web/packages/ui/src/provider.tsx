import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import 'dayjs/locale/ru';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { cssVariables, theme } from './theme';

interface Props {
  client: QueryClient;
  children: ReactNode;
}

/** Everything both apps stand on: look, calendar words, data. */
export function MilaProvider({ client, children }: Props) {
  const { i18n } = useTranslation('common');
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1, weekendDays: [0, 6] }}>
        <QueryClientProvider client={client}>
          <Suspense>{children}</Suspense>
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
