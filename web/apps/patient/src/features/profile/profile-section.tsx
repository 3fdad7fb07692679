import { Card, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './profile.module.css';

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
