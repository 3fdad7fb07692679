import { harness } from '@mila/app/testing';
import { patientApp } from '../app/router';

export const { open, reload } = harness(patientApp);
