import '@mila/ui/styles';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '@mila/ui';
import { App } from './app/app';
import { doctorTexts } from './locales';

const root = createRoot(document.getElementById('root')!);
await startI18n({ doctor: doctorTexts });
root.render(
  <StrictMode>
    <App />
  </StrictMode>,
);
