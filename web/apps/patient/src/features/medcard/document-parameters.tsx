import { Card, Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MedicalDocument } from '@mila/api';
import { DetailList, useFormat } from '@mila/ui';

/** What the document is, who made it and when (R153). */
export function DocumentParameters({ document }: { document: MedicalDocument }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const diagnosis = [document.diagnosis_code, document.diagnosis_title].filter(Boolean).join(' ');
  const kilobytes = Math.max(1, Math.round(document.file.size / 1024));
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('document.parameters')}</Title>
        <DetailList
          details={[
            {
              label: t('document.kind'),
              value: document.kind === 'conclusion' ? t('document.kindConclusion') : t('document.kindUpload'),
            },
            { label: t('document.type'), value: document.document_type_title && t('document.typeProtocol') },
            { label: t('document.doctor'), value: document.doctor_name },
            { label: t('document.clinic'), value: document.clinic_title },
            { label: t('document.service'), value: document.service_title },
            { label: t('document.diagnosis'), value: diagnosis },
            { label: t('document.issued'), value: document.issued_at && format.dateTime(document.issued_at) },
            {
              label: t('document.dated'),
              value: document.document_date && format.calendarDate(document.document_date),
            },
            { label: t('document.added'), value: format.dateTime(document.created_at) },
            { label: t('document.size'), value: t('document.kilobytes', { size: kilobytes }) },
          ]}
        />
      </Stack>
    </Card>
  );
}
