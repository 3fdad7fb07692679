import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { cleanup, render } from '@testing-library/react';
import { useEffect } from 'react';
import { createAppClient, MilaProvider, startI18n, watchSession } from '@mila/ui';
import { createAppRouter } from '../app/router';
import { patientTexts } from '../locales';

/** Opens the client at an address, as a browser would. */
export async function open(address: string) {
  await startI18n({ patient: patientTexts });
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

/** As a reload or a login through another site: the page is gone without a word to it. */
export function reload(address: string) {
  const kept = Object.entries({ ...sessionStorage });
  cleanup();
  kept.forEach(([name, value]) => sessionStorage.setItem(name, value as string));
  return open(address);
}
