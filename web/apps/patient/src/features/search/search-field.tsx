import { ActionIcon, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBuildingHospital, IconSearch, IconStethoscope } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Suggestions, suggestionsQuery } from '@mila/api';
import { Combobox, Portrait, useCombobox } from '@mila/ui';

const none: Suggestions = { doctors: [], specialities: [], clinics: [], spellings: [] };

/** Doctor, speciality or clinic, suggested while typing; all of it by keyboard too (R051–R056). */
export function SearchField({ initial = '' }: { initial?: string }) {
  const { t } = useTranslation('patient');
  const [q, setQ] = useState(initial);
  const [asked] = useDebouncedValue(q.trim(), 180);
  const { data = none, isFetched } = useQuery(suggestionsQuery(asked));
  const combobox = useCombobox();
  const navigate = useNavigate();
  const count = data.doctors.length + data.specialities.length + data.clinics.length;
  const shown = asked.length > 1 && isFetched;

  const searchAll = () => {
    combobox.closeDropdown();
    void navigate({ to: '/search', search: { q: q.trim() || undefined } });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    searchAll();
  };
  const choose = (value: string) => {
    const [kind, slug = ''] = value.split('/');
    combobox.closeDropdown();
    if (kind === 'doctor') void navigate({ to: '/doctors/$slug', params: { slug } });
    else if (kind === 'clinic') void navigate({ to: '/clinics/$slug', params: { slug } });
    else if (kind === 'speciality') void navigate({ to: '/search', search: { speciality: slug } });
    else searchAll();
  };

  return (
    <form role="search" onSubmit={submit}>
      <Combobox store={combobox} ready={shown} onOptionSubmit={choose}>
        <Combobox.Target>
          <TextInput
            aria-label={t('search.label')}
            placeholder={t('search.placeholder')}
            autoComplete="off"
            radius="md"
            size="lg"
            value={q}
            onChange={(event) => {
              setQ(event.currentTarget.value);
              combobox.openDropdown();
            }}
            rightSectionWidth={52}
            rightSection={
              <ActionIcon type="submit" variant="filled" color="teal" aria-label={t('search.submit')}>
                <IconSearch size={22} aria-hidden />
              </ActionIcon>
            }
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Options label={t('search.label')}>
            <Suggested label={t('search.doctors')} shown={data.doctors.length > 0}>
              {data.doctors.map((doctor) => (
                <Choice
                  key={doctor.slug}
                  value={`doctor/${doctor.slug}`}
                  icon={<Portrait name={doctor.full_name} src={doctor.portrait_url} size={36} />}
                  title={doctor.full_name}
                  note={doctor.speciality_title}
                />
              ))}
            </Suggested>
            <Suggested label={t('search.specialities')} shown={data.specialities.length > 0}>
              {data.specialities.map((item) => (
                <Choice
                  key={item.slug}
                  value={`speciality/${item.slug}`}
                  icon={<IconStethoscope size={24} stroke={1.5} aria-hidden />}
                  title={item.title}
                  note={t('home.doctors', { count: item.doctor_count })}
                />
              ))}
            </Suggested>
            <Suggested label={t('search.clinics')} shown={data.clinics.length > 0}>
              {data.clinics.map((clinic) => (
                <Choice
                  key={clinic.slug}
                  value={`clinic/${clinic.slug}`}
                  icon={<IconBuildingHospital size={24} stroke={1.5} aria-hidden />}
                  title={clinic.title}
                  note={clinic.address}
                />
              ))}
            </Suggested>
            {count > 0 && (
              <Combobox.Option value="all">
                <Text c="var(--mila-link)" fw={600}>
                  {t('search.all', { q: q.trim() })}
                </Text>
              </Combobox.Option>
            )}
          </Combobox.Options>
          {count === 0 && <Combobox.Empty>{t('search.nothing')}</Combobox.Empty>}
        </Combobox.Dropdown>
      </Combobox>
    </form>
  );
}

function Suggested({ label, shown, children }: { label: string; shown: boolean; children: ReactNode }) {
  return shown && <Combobox.Group label={label}>{children}</Combobox.Group>;
}

interface ChoiceProps {
  value: string;
  icon: ReactNode;
  title: string;
  note: string;
}

function Choice({ value, icon, title, note }: ChoiceProps) {
  return (
    <Combobox.Option value={value}>
      <Group wrap="nowrap" gap="sm">
        {icon}
        <Stack gap={0}>
          <Text span>{title}</Text>
          <Text span c="dimmed" fz="sm">
            {note}
          </Text>
        </Stack>
      </Group>
    </Combobox.Option>
  );
}
