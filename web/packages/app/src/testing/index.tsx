import { type AnyRouter, createMemoryHistory } from '@tanstack/react-router';
import { cleanup, render } from '@testing-library/react';
import { http, HttpResponse, type JsonBodyType, type RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type AppDefinition, createApp } from '../app';

export const origin = 'http://localhost:8080';

/** Functions that open an app at an address, as a browser would. */
export function harness<Router extends AnyRouter>(app: AppDefinition<Router>) {
  async function open(address: string): Promise<Router> {
    const history = createMemoryHistory({ initialEntries: [address] });
    const { element, router } = await createApp(app, history);
    render(element);
    return router;
  }
  /** As a reload or a login through another site: the page ends without notice, its tab keeps its storage. */
  function reload(address: string): Promise<Router> {
    const kept = Object.entries({ ...sessionStorage });
    cleanup();
    kept.forEach(([name, value]) => sessionStorage.setItem(name, value as string));
    return open(address);
  }
  return { open, reload };
}

/** The services as an app sees them; a test changes what matters to it with `use`. */
export function serve(...handlers: RequestHandler[]) {
  const server = setupServer(...handlers);
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return server;
}

export const gives = (path: string, body: JsonBodyType) =>
  http.get(`${origin}/api/${path}`, () => HttpResponse.json(body));

export const refuses = (method: 'get' | 'post', path: string, status: number, code: string) =>
  http[method](`${origin}/api/${path}`, () => HttpResponse.json({ code, status }, { status }));
