import type { Booking, Doctor, Session } from '@mila/api';
import { gives, refuses, serve } from '@mila/app/testing';

export const session = (change: Partial<Session> = {}): Session => ({
  authenticated: true,
  person_id: 'person',
  full_name: 'Смирнова Анна Викторовна',
  given_name: 'Анна Викторовна',
  roles: ['patient'],
  acr: 'gosuslugi',
  doctor_id: null,
  gosuslugi_linked: true,
  setup_completed: true,
  email: 'anna@example.com',
  time_zone: 'Europe/Moscow',
  server_time: new Date().toISOString(),
  ...change,
});

export const doctor: Doctor = {
  doctor_id: 'doctor-1',
  slug: 'orlova',
  full_name: 'Орлова Екатерина Андреевна',
  speciality_titles: ['Терапевт'],
  professions: ['Терапевт'],
  clinics: [
    {
      clinic_id: 'clinic-1',
      slug: 'zdravie',
      title: 'Здравие',
      address: 'Покровка, 17',
      phone: '+7 495 000-00-01',
      time_zone: 'Europe/Moscow',
    },
  ],
  experience_since: 2009,
  degree: null,
  portrait_url: '',
  price_from_kopecks: 150_000,
  visit_types: ['online', 'clinic'],
  education: [],
  about: 'Терапевт',
  offerings: [
    {
      offering_id: 'online-1',
      clinic_id: 'clinic-1',
      service_code: 'A',
      service_title: 'Консультация первичная',
      visit_type: 'online',
      duration_minutes: 30,
      price_kopecks: 150_000,
    },
    {
      offering_id: 'online-2',
      clinic_id: 'clinic-1',
      service_code: 'B',
      service_title: 'Консультация повторная',
      visit_type: 'online',
      duration_minutes: 20,
      price_kopecks: 100_000,
    },
    {
      offering_id: 'clinic-1',
      clinic_id: 'clinic-1',
      service_code: 'A',
      service_title: 'Осмотр в клинике',
      visit_type: 'clinic',
      duration_minutes: 30,
      price_kopecks: 200_000,
    },
  ],
};

const tomorrow = (hour: number): string => {
  // The day after today in Moscow, which is three hours ahead.
  const date = new Date(Date.now() + 86_400_000 + 3 * 3_600_000);
  date.setUTCHours(hour, 0, 0, 0);
  return date.toISOString();
};

/** Tomorrow at 9:00 and 14:00 by Moscow. */
export const slots = [tomorrow(6), tomorrow(11)].map((starts_at) => ({
  starts_at,
  ends_at: new Date(Date.parse(starts_at) + 1_800_000).toISOString(),
}));

export const booking = (change: Partial<Booking> = {}): Booking => ({
  booking_id: 'booking-1',
  number: 'M-4F7K2Q',
  status: 'held',
  doctor_id: 'doctor-1',
  clinic_id: 'clinic-1',
  clinic_title: 'Здравие',
  clinic_city: null,
  clinic_address: null,
  clinic_phone: null,
  offering_id: 'online-1',
  service_code: 'A',
  service_title: 'Консультация первичная',
  visit_type: 'online',
  starts_at: slots[0]!.starts_at,
  ends_at: slots[0]!.ends_at,
  time_zone: 'Europe/Moscow',
  price_kopecks: 150_000,
  prepaid: true,
  hold_expires_at: new Date(Date.now() + 900_000).toISOString(),
  refund_deadline_at: new Date(Date.parse(slots[0]!.starts_at) - 7_200_000).toISOString(),
  cancelled_by: null,
  cancel_reason: null,
  cancelled_at: null,
  refund_kopecks: null,
  returned_kopecks: 0,
  outcome: null,
  patient_id: 'person',
  patient_name: 'Смирнова Анна Викторовна',
  version: 1,
  server_time: new Date().toISOString(),
  ...change,
});

const everyday = [
  gives('identity/session', session()),
  gives('notify/notices', { items: [], next_cursor: null, unread_count: 0 }),
  gives('notify/preferences', {
    quiet_from: null,
    quiet_to: null,
    mail: { visits: true, reminders: true, documents: true },
    push: { visits: true, reminders: true, documents: true },
  }),
  gives('notify/letters', { go_out: true, kept_back: null }),
  gives('notify/push-key', { key: null }),
  gives('notify/push-subscriptions', { items: [] }),
  gives('catalog/doctors/:name', doctor),
  gives('catalog/specialities', { items: [] }),
  gives('booking/waitlist', { items: [], server_time: new Date().toISOString() }),
  gives('booking/bookings', { items: [], next_cursor: null }),
  refuses('get', 'notify/visits/:id/invitation', 404, 'not_found'),
  gives('booking/doctors/:id/slots', {
    time_zone: 'Europe/Moscow',
    days: [{ date: slots[0]!.starts_at.slice(0, 10), slots }],
  }),
];

/** The services of an ordinary day. */
export const fakeServer = () => serve(...everyday);
