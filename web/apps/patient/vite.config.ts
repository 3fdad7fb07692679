import { defineConfig, mergeConfig } from 'vite';
import { shipPdfParts } from '../../pdf-parts';
import { client } from '../../vite.shared';

export default defineConfig(mergeConfig(client(import.meta.dirname, 5173), { plugins: [shipPdfParts()] }));
