import { Card, Stack, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './profile.module.css';

export interface Section {
  id: string;
  title: string;
  content: ReactNode;
  bare?: boolean;
}

/** The subjects of the profile under one another and a list of them: beside on wide screens, above on phones. */
export function ProfileSections({ sections }: { sections: Section[] }) {
  const { t } = useTranslation('patient');
  useEffect(() => {
    // The sections are here only after the profile is read, too late for the browser's own jump.
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <div className={classes.layout}>
      <nav className={classes.contents} aria-label={t('profile.contents')}>
        {sections.map(({ id, title }) => (
          <a key={id} href={`#${id}`} className={classes.link}>
            {title}
          </a>
        ))}
      </nav>
      <div className={classes.sections}>
        {sections.map(({ id, title, content, bare }) => (
          <ProfileSection key={id} id={id} title={title} bare={bare}>
            {content}
          </ProfileSection>
        ))}
      </div>
    </div>
  );
}

interface Props {
  id: string;
  title: string;
  children: ReactNode;
  /** The section brings cards of its own. */
  bare?: boolean;
}

/** One subject of the profile, with an address of its own. */
export function ProfileSection({ id, title, children, bare = false }: Props) {
  const content = (
    <Stack gap="md">
      <Title order={2} id={`${id}-title`}>
        {title}
      </Title>
      {children}
    </Stack>
  );
  return (
    <section id={id} className={classes.section} aria-labelledby={`${id}-title`}>
      {bare ? content : <Card>{content}</Card>}
    </section>
  );
}
