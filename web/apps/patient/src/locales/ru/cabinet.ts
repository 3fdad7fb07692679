import { medcard } from './medcard';
import { notices } from './notices';
import { profile } from './profile';
import { sharing } from './sharing';

/** Words of the pages behind the first ones: settings, medcard, sharing. */
export const cabinetRu = { ...medcard, ...notices, ...profile, ...sharing };
