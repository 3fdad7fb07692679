import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// A shared machine may be slow; every wait is for a condition and ends with it.
const shared = { testTimeout: 90_000, env: { TZ: 'Europe/Moscow' } };

export default defineConfig({
  test: {
    coverage: {
      include: ['{apps,packages}/*/src/**/*.{ts,tsx}'],
      exclude: ['**/*.test.{ts,tsx}', '**/testing/**', '**/generated/**'],
      reporter: ['text-summary'],
      // Only rises.
      thresholds: { branches: 53 },
    },
    projects: [
      {
        plugins: [react()],
        test: {
          ...shared,
          name: 'clients',
          environment: 'jsdom',
          environmentOptions: { jsdom: { url: 'http://localhost:8080/' } },
          include: ['{apps,packages}/*/src/**/*.test.{ts,tsx}'],
          setupFiles: ['packages/app/src/testing/setup.ts'],
        },
      },
      { test: { ...shared, name: 'built', environment: 'node', include: ['*.test.ts'] } },
    ],
  },
});
