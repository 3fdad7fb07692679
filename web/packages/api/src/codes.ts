import type { components as Booking } from './generated/booking';
import type { components as Catalog } from './generated/catalog';
import type { components as Identity } from './generated/identity';
import type { components as Medcard } from './generated/medcard';
import type { components as Notify } from './generated/notify';
import type { components as Payment } from './generated/payment';
import type { components as Telemed } from './generated/telemed';

/** How a login or a link at Gosuslugi may end; named in the address of the page it returns to. */
type LoginCode =
  | 'gosuslugi_refused'
  | 'gosuslugi_cancelled'
  | 'gosuslugi_permission_revoked'
  | 'gosuslugi_unconfirmed'
  | 'gosuslugi_incomplete'
  | 'gosuslugi_unavailable'
  | 'gosuslugi_failed'
  | 'login_expired'
  | 'link_email_mismatch'
  | 'link_conflict'
  | 'link_email_unverified';

/** What only a client can meet. */
type ClientCode = 'offline' | 'unknown';

/** Every refusal there is: the services list theirs, so a new one without a sentence does not compile. */
export type ProblemCode =
  | Booking['schemas']['ProblemCode']
  | Catalog['schemas']['ProblemCode']
  | Identity['schemas']['ProblemCode']
  | Medcard['schemas']['ProblemCode']
  | Notify['schemas']['ProblemCode']
  | Payment['schemas']['ProblemCode']
  | Telemed['schemas']['ProblemCode']
  | LoginCode
  | ClientCode;
