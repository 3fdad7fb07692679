import { harness } from '@mila/app/testing';
import { doctorApp } from '../app/router';

export const { open } = harness(doctorApp);
