import { Card, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { IconDownload, IconEye, IconLink, IconPrinter } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accessesQuery, type MedcardAccess } from '@mila/api';
import { Loaded, MoreButton, useFormat } from '@mila/ui';
import classes from './sharing.module.css';

const icons = { opened: IconLink, viewed: IconEye, downloaded: IconDownload, printed: IconPrinter };

/** Who came, when, and what they did, across documents and links. */
export function AccessLog() {
  const { t } = useTranslation('patient');
  const [own, setOwn] = useState(false);
  const query = useInfiniteQuery(accessesQuery(own));
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('sharing.log')}</Title>
        <Switch
          size="md"
          label={t('sharing.logOwn')}
          checked={own}
          onChange={(event) => setOwn(event.currentTarget.checked)}
        />
        <Loaded query={query} skeleton={null}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            return (
              <>
                {items.length === 0 && <Text c="dimmed">{t('sharing.logEmpty')}</Text>}
                <ul className={classes.list}>
                  {items.map((it) => (
                    <Entry key={it.access_id} entry={it} />
                  ))}
                </ul>
                <MoreButton query={query} />
              </>
            );
          }}
        </Loaded>
      </Stack>
    </Card>
  );
}

function Entry({ entry }: { entry: MedcardAccess }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const Icon = icons[entry.action];
  return (
    <Group component="li" gap="sm" wrap="nowrap" align="flex-start" py={4}>
      <Icon size={20} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <div>
        <Text>
          {t(`document.reader.${entry.reader_kind}`, { name: entry.reader_name })},{' '}
          {entry.action === 'opened' ? t('sharing.actionOpened') : t(`document.action.${entry.action}`)}
          {entry.document_id && (
            <>
              {': '}
              <Link to="/medcards/$id" params={{ id: entry.document_id }}>
                {entry.document_title}
              </Link>
            </>
          )}
        </Text>
        <Text c="dimmed" className="numerals">
          {format.dateTime(entry.at)}
        </Text>
      </div>
    </Group>
  );
}
