import { Group, Stack, Text } from '@mantine/core';
import { IconBuildingHospital, IconStethoscope } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { placeOf, type Suggestions } from '@mila/api';
import { Combobox, Portrait } from '@mila/ui';
import classes from './search.module.css';

/** Doctors, specialities and clinics that fit what is typed (R053–R055), the matched part in bold. */
export function SuggestionGroups({ found }: { found: Suggestions }) {
  const { t } = useTranslation('patient');
  const mark = (title: string) => <Emphasised title={title} spellings={found.spellings} />;
  return (
    <>
      <Suggested label={t('search.doctors')} shown={found.doctors.length > 0}>
        {found.doctors.map((doctor) => (
          <Suggestion
            key={doctor.slug}
            value={`doctor/${doctor.slug}`}
            icon={<Portrait name={doctor.full_name} src={doctor.portrait_url} size={36} />}
            title={mark(doctor.full_name)}
            note={doctor.profession}
          />
        ))}
      </Suggested>
      <Suggested label={t('search.specialities')} shown={found.specialities.length > 0}>
        {found.specialities.map((item) => (
          <Suggestion
            key={item.slug}
            value={`speciality/${item.slug}`}
            icon={<IconStethoscope size={24} stroke={1.5} aria-hidden />}
            title={mark(item.profession)}
            note={t('home.doctors', { count: item.doctor_count })}
          />
        ))}
      </Suggested>
      <Suggested label={t('search.clinics')} shown={found.clinics.length > 0}>
        {found.clinics.map((clinic) => (
          <Suggestion
            key={clinic.slug}
            value={`clinic/${clinic.slug}`}
            icon={<IconBuildingHospital size={24} stroke={1.5} aria-hidden />}
            title={mark(clinic.title)}
            note={mark(placeOf(clinic))}
          />
        ))}
      </Suggested>
    </>
  );
}

function Suggested({ label, shown, children }: { label: string; shown: boolean; children: ReactNode }) {
  return shown && <Combobox.Group label={label}>{children}</Combobox.Group>;
}

interface Props {
  value: string;
  icon: ReactNode;
  title: ReactNode;
  note?: ReactNode;
}

export function Suggestion({ value, icon, title, note }: Props) {
  return (
    <Combobox.Option value={value}>
      <Group wrap="nowrap" gap="sm" mih={40}>
        {icon}
        <Stack gap={0}>
          <Text span>{title}</Text>
          {note && (
            <Text span c="dimmed" fz="sm">
              {note}
            </Text>
          )}
        </Stack>
      </Group>
    </Combobox.Option>
  );
}

function Emphasised({ title, spellings }: { title: string; spellings: string[] }) {
  return pieces(title, spellings).map((piece, at) =>
    piece.matched ? (
      <mark key={at} className={classes.match}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}

/** A piece of a title; the matched ones are shown bold. */
export interface Piece {
  text: string;
  matched: boolean;
}

const compared = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** Where in a title the words begin that were typed, under whichever spelling they match; one letter stays one. */
export function pieces(title: string, spellings: readonly string[]): Piece[] {
  const plain = compared(title);
  const marks = spellings
    .map((guess) => marksOf(plain, guess.split(' ')))
    .find((found) => found.some(Boolean));
  if (!marks) return [{ text: title, matched: false }];
  return [...title].reduce<Piece[]>((done, letter, at) => {
    const last = done.at(-1);
    const matched = marks[at] ?? false;
    if (last?.matched === matched) last.text += letter;
    else done.push({ text: letter, matched });
    return done;
  }, []);
}

function marksOf(plain: string, words: string[]): boolean[] {
  const marks = Array<boolean>(plain.length).fill(false);
  for (const word of words.filter(Boolean)) {
    const starts = [...plain.matchAll(/[a-zа-я0-9]+/g)].map((match) => match.index);
    const at = starts.find((start) => plain.startsWith(word, start));
    if (at !== undefined) marks.fill(true, at, at + word.length);
  }
  return marks;
}
