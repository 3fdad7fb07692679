import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { useEffect } from 'react';
import { createAppClient, MilaProvider, startI18n, watchSession } from '@mila/ui';
import { createAppRouter } from '../app/router';
import { doctorTexts } from '../locales';

/** Opens the doctor's client at an address, as a browser would. */
export async function open(address: string) {
  await startI18n({ doctor: doctorTexts });
  const again = (): Promise<void> => router.invalidate();
  const client = createAppClient(again);
  const router = createAppRouter(client, createMemoryHistory({ initialEntries: [address] }));
  render(<Watched />);
  return router;

  function Watched() {
    useEffect(() => watchSession(client, again), []);
    return (
      <MilaProvider client={client}>
        <RouterProvider router={router} />
      </MilaProvider>
    );
  }
}
