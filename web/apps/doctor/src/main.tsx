import '@mila/ui/styles';
import { startApp } from '@mila/app';
import { doctorApp } from './app/router';

await startApp(doctorApp);
