import { checkout } from './checkout';
import { medcard } from './medcard';
import { notices } from './notices';
import { profile } from './profile';
import { record } from './record';
import { sharing } from './sharing';

/** Words of the pages behind the first ones: one visit and its payment, settings, medcard, sharing. */
export const cabinetRu = { ...checkout, ...medcard, ...notices, ...profile, ...record, ...sharing };
