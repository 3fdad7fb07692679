import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { Fragment, type ReactNode, Suspense } from 'react';
import { useOwner } from './session/unsaved';
import { cssVariables, theme } from './theme';

interface Props {
  client: QueryClient;
  children: ReactNode;
}

/** Everything both apps stand on: look and data. */
export function MilaProvider({ client, children }: Props) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <Suspense>
          <Fragment key={useOwner()}>{children}</Fragment>
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}
