import '@mila/ui/styles';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '@mila/ui';
import { App } from './app/app';
import { patientTexts } from './locales';

const root = createRoot(document.getElementById('root')!);
await startI18n({ patient: patientTexts });
root.render(
  <StrictMode>
    <App />
  </StrictMode>,
);
