import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { createQueryClient } from '@mila/api';
import { MilaProvider, startI18n } from '@mila/ui';
import { createAppRouter } from '../app/router';
import { doctorTexts } from '../locales';

/** Opens the doctor's client at an address, as a browser would. */
export async function open(address: string) {
  await startI18n({ doctor: doctorTexts });
  const client = createQueryClient(() => undefined);
  const router = createAppRouter(client, createMemoryHistory({ initialEntries: [address] }));
  render(
    <MilaProvider client={client}>
      <RouterProvider router={router} />
    </MilaProvider>,
  );
  return router;
}
