import '@mila/ui/styles';
import { startApp } from '@mila/app';
import { patientApp } from './app/router';

await startApp(patientApp);
