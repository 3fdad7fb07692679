import { defineConfig } from 'vite';
import { client } from '../../vite.shared';

export default defineConfig(client(import.meta.dirname, 5174));
