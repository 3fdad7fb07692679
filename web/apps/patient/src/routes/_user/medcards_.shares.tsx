import { Button, Stack } from '@mantine/core';
import { IconShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as v from 'valibot';
import { sharesQuery } from '@mila/api';
import { params } from '@mila/app';
import { BackLink, PageTitle, useFormat } from '@mila/ui';
import { AccessLog } from '../../features/sharing/access-log';
import { shareLabel } from '../../features/sharing/share-card';
import { ShareForm } from '../../features/sharing/share-form';
import { ShareList } from '../../features/sharing/share-list';
import { ShareReady } from '../../features/sharing/share-ready';
import { cabinetTexts, choiceTexts } from '../../locales';

export const Route = createFileRoute('/_user/medcards_/shares')({
  // `new`: a link is being made; `show`: an open one is shown.
  validateSearch: v.object({
    new: v.fallback(v.optional(v.literal(true)), (given) => (given?.value ? true : undefined)),
    show: params.uuid,
  }),
  loader: () => Promise.all([cabinetTexts(), choiceTexts()]),
  component: SharesPage,
});

/** «Поделиться»: the links, a new one, or one of them to hand over (R157, R158, R160). */
function SharesPage() {
  const { t } = useTranslation(['patient', 'common']);
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  // The code is known to this page only while it stays open: it is kept nowhere else.
  const [made, setMade] = useState<{ id: string; code: string | null }>();
  const toList = <BackLink to="/medcards/shares">{t('sharing.toList')}</BackLink>;
  if (search.show)
    return (
      <Stack gap="lg" maw={820} mx="auto">
        <PageTitle aside={toList}>
          {t(made?.id === search.show ? 'sharing.ready' : 'sharing.again')}
        </PageTitle>
        <ShowLink id={search.show} code={made?.id === search.show ? made.code : null} />
      </Stack>
    );
  if (search.new)
    return (
      <Stack gap="lg" maw={820} mx="auto">
        <PageTitle lead={t('sharing.newLead')} aside={toList}>
          {t('sharing.new')}
        </PageTitle>
        <ShareForm
          onCancel={() => void navigate({ search: {} })}
          onMade={(share, code) => {
            setMade({ id: share.share_id, code });
            void navigate({ search: { show: share.share_id }, replace: true });
          }}
        />
      </Stack>
    );
  const start = (
    <Button
      leftSection={<IconShare size={20} aria-hidden />}
      onClick={() => void navigate({ search: { new: true } })}
    >
      {t('sharing.share')}
    </Button>
  );
  return (
    <Stack gap="xl" maw={820} mx="auto">
      <PageTitle lead={t('sharing.lead')} aside={start}>
        {t('sharing.title')}
      </PageTitle>
      <ShareList onShow={(share) => void navigate({ search: { show: share.share_id } })} empty={start} />
      <AccessLog />
      <BackLink to="/medcards">{t('medcard.title')}</BackLink>
    </Stack>
  );
}

function ShowLink({ id, code }: { id: string; code: string | null }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const { data } = useQuery(sharesQuery);
  const share = data?.items.find((it) => it.share_id === id);
  const till = share
    ? t('sharing.till', { label: shareLabel(share, t), till: format.dateTime(share.expires_at) })
    : '';
  return <ShareReady shareId={id} code={code} withCode={share?.with_code ?? code !== null} till={till} />;
}
