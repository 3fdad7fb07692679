import { Alert, Button, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconCalendarOff, IconShieldLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Doctor, gosuslugiLoginUrl, type Offering, type Slot, type VisitType } from '@mila/api';
import { EmptyState } from '@mila/ui';
import classes from './choice.module.css';
import { ChoiceSummary, ConfirmVisit } from './confirm-visit';
import { ServiceList } from './service-list';
import { SlotPicker } from './slot-picker';
import { isPrepaid, useBooking } from './use-booking';

export interface Choice {
  type?: VisitType;
  offering?: string;
  day?: string;
}

interface Props {
  doctor: Doctor;
  choice: Choice;
  identified: boolean;
  onChoice: (choice: Choice) => void;
  /** Why a time could not be taken, and the way on. */
  problem: (taking: ReturnType<typeof useBooking>) => ReactNode;
  /** What is offered to who finds no time that suits. */
  wait?: (offering: Offering) => ReactNode;
}

/** Type → service → day → time, all on one page (R061–R067). */
export function BookingChoice({ doctor, choice, identified, onChoice, problem, wait }: Props) {
  const { t } = useTranslation(['patient', 'common']);
  const [asked, setAsked] = useState<Slot | null>(null);
  const booking = useBooking();

  const linked = doctor.offerings.find((item) => item.offering_id === choice.offering);
  const types = (['online', 'clinic'] as const).filter((type) =>
    doctor.offerings.some((item) => item.visit_type === type),
  );
  const type = linked?.visit_type ?? types.find((known) => known === choice.type) ?? types[0];
  const offerings = doctor.offerings.filter((item) => item.visit_type === type);
  const offering = linked ?? (offerings.length === 1 ? offerings[0] : undefined);

  if (!type)
    return (
      <EmptyState icon={IconCalendarOff} title={t('doctor.noOfferings')}>
        {t('doctor.noOfferingsHint')}
      </EmptyState>
    );

  const clinicOf = (id: string) => doctor.clinics.find((clinic) => clinic.clinic_id === id);
  const clinicTitle = (id: string) => (type === 'clinic' ? clinicOf(id)?.title : undefined);
  const refused = booking.error !== null;
  const pick = (slot: Slot) => {
    if (!offering) return;
    booking.forget();
    if (isPrepaid(offering) || slot.own_booking_id) booking.book(offering, slot);
    else setAsked(slot);
  };
  const locked = type === 'online' && !identified;

  return (
    <div className={offering && !locked ? classes.layout : undefined}>
      <Stack gap="lg">
        <Stack gap="sm" component="section">
          <Title order={3}>{t('choice.type')}</Title>
          <SegmentedControl
            aria-label={t('choice.type')}
            size="md"
            value={type}
            onChange={(next) => onChoice({ type: next as VisitType })}
            data={types.map((value) => ({ value, label: t(`common:visitType.${value}`) }))}
          />
          <Text c="dimmed" fz="sm">
            {t(type === 'online' ? 'choice.byAppointment' : 'choice.atTheClinic')}
          </Text>
        </Stack>
        <Stack gap="sm" component="section">
          <Title order={3}>{t('choice.service')}</Title>
          <ServiceList
            key={type}
            offerings={offerings}
            chosen={offering}
            clinicTitle={clinicTitle}
            onChoose={(next) => onChoice({ type, offering: next.offering_id })}
          />
        </Stack>
        {problem(booking)}
        {locked && (
          <Alert icon={<IconShieldLock aria-hidden />} title={t('choice.identify')}>
            <Stack gap="sm" align="flex-start">
              {t('choice.identifyHint')}
              <Button component="a" href={gosuslugiLoginUrl(location.pathname + location.search)}>
                {t('login.gosuslugi')}
              </Button>
            </Stack>
          </Alert>
        )}
        {offering && !locked && (
          <SlotPicker
            key={offering.offering_id}
            doctorId={doctor.doctor_id}
            offeringId={offering.offering_id}
            day={choice.day}
            onDay={(day) => onChoice({ type, offering: offering.offering_id, day })}
            chosen={(booking.taking ?? asked)?.starts_at}
            busy={booking.busy}
            onSlot={pick}
            atTheClinic={type === 'clinic'}
          />
        )}
        {offering && !locked && wait?.(offering)}
      </Stack>
      {offering && !locked && <ChoiceSummary offering={offering} />}
      {offering && (
        <ConfirmVisit
          slot={refused ? null : asked}
          offering={offering}
          clinic={clinicOf(offering.clinic_id)}
          onClose={() => setAsked(null)}
          pending={booking.busy}
          error={null}
          onConfirm={(slot) => booking.book(offering, slot)}
        />
      )}
    </div>
  );
}
