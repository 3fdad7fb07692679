import { Collapse, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Offering } from '@mila/api';
import { useFormat } from '@mila/ui';
import classes from './choice.module.css';

interface Props {
  offerings: Offering[];
  chosen?: Offering;
  clinicTitle: (clinicId: string) => string | undefined;
  onChoose: (offering: Offering) => void;
}

/** Services of the doctor: the list unfolds on a click and folds on a choice (R063). */
export function ServiceList({ offerings, chosen, clinicTitle, onChoose }: Props) {
  const { t } = useTranslation('patient');
  const [opened, { toggle, close }] = useDisclosure(!chosen);
  const choose = (offering: Offering) => {
    close();
    onChoose(offering);
  };
  const Chevron = opened ? IconChevronUp : IconChevronDown;
  return (
    <div className={classes.fold}>
      <UnstyledButton className={classes.service} aria-expanded={opened} onClick={toggle}>
        {chosen ? (
          <ServiceLine offering={chosen} place={clinicTitle(chosen.clinic_id)} />
        ) : (
          <Text fw={600}>{t('choice.chooseService')}</Text>
        )}
        <Chevron size={22} style={{ flex: 'none' }} aria-hidden />
      </UnstyledButton>
      <Collapse expanded={opened} className={classes.list}>
        <Stack gap={2} role="group" aria-label={t('choice.service')}>
          {offerings.map((offering) => (
            <UnstyledButton
              key={offering.offering_id}
              className={classes.service}
              aria-pressed={offering.offering_id === chosen?.offering_id}
              onClick={() => choose(offering)}
            >
              <ServiceLine offering={offering} place={clinicTitle(offering.clinic_id)} />
            </UnstyledButton>
          ))}
        </Stack>
      </Collapse>
    </div>
  );
}

function ServiceLine({ offering, place }: { offering: Offering; place?: string }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const details = [format.minutes(offering.duration_minutes), place].filter(Boolean).join(', ');
  return (
    <>
      <Stack gap={0} flex={1}>
        <Text span fw={500}>
          {offering.service_title}
        </Text>
        <Text span c="dimmed" fz="sm">
          {details}
        </Text>
      </Stack>
      <Text span fw={600} className="numerals" style={{ whiteSpace: 'nowrap' }}>
        {offering.price_kopecks ? format.money(offering.price_kopecks) : t('choice.free')}
      </Text>
    </>
  );
}
