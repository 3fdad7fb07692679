import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost:8080/' } },
    include: ['{apps,packages}/*/src/**/*.test.{ts,tsx}'],
    setupFiles: ['packages/ui/src/testing/setup.ts'],
    // A shared machine may be slow; every wait is for a condition and ends with it.
    testTimeout: 90_000,
    env: { TZ: 'Europe/Moscow' },
  },
});
