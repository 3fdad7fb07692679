import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { createAppClient, MilaProvider, watchSession } from '@mila/ui';
import { createAppRouter } from './router';

const again = (): Promise<void> => router.invalidate();
const client = createAppClient(again);
const router = createAppRouter(client);

export function App() {
  useEffect(() => watchSession(client, again), []);
  return (
    <MilaProvider client={client}>
      <RouterProvider router={router} />
    </MilaProvider>
  );
}
