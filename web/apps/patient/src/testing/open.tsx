import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { createQueryClient, sessionQuery } from '@mila/api';
import { MilaProvider, startI18n } from '@mila/ui';
import { createAppRouter } from '../app/router';
import { patientTexts } from '../locales';

/** Opens the client at an address, as a browser would. */
export async function open(address: string) {
  await startI18n({ patient: patientTexts });
  const client = createQueryClient(() => {
    client.removeQueries({ queryKey: sessionQuery.queryKey });
    void router.invalidate();
  });
  const router = createAppRouter(client, createMemoryHistory({ initialEntries: [address] }));
  render(
    <MilaProvider client={client}>
      <RouterProvider router={router} />
    </MilaProvider>,
  );
  return router;
}
