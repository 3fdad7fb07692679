import { useMutation, useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { hasCode, keys, openShare, sharedFile, sharedMedcardQuery } from '@mila/api';
import { Loaded, PendingPage } from '@mila/ui';
import { FilePanel } from '../../features/paper/file-panel';
import { SharedDocuments } from '../../features/sharing/shared-documents';
import { SharedGate } from '../../features/sharing/shared-gate';
import { cabinetTexts, choiceTexts } from '../../locales';

export const Route = createFileRoute('/_plain/s/$token')({
  loader: () => Promise.all([cabinetTexts(), choiceTexts()]),
  component: SharedPage,
});

/** A medcard by its link. The key of the viewing lives in this page's memory and nowhere else. */
function SharedPage() {
  const { token } = Route.useParams();
  const first = useQuery({
    queryKey: [...keys.shareSession, token],
    queryFn: () => openShare(token),
    gcTime: 0,
    staleTime: Infinity,
    retry: (failures, error) => failures < 3 && hasCode(error, 'offline', 'unavailable'),
  });
  const byCode = useMutation({ mutationFn: (code: string) => openShare(token, code) });
  const again = () => {
    byCode.reset();
    void first.refetch();
  };
  const viewing = byCode.data?.key ?? (first.isSuccess ? first.data.key : undefined);
  if (viewing) return <Opened key={viewing} viewing={viewing} onOver={again} />;
  const refusal = byCode.error ?? first.error;
  if (!refusal) return <PendingPage />;
  return (
    <SharedGate
      error={refusal}
      pending={byCode.isPending}
      onCode={(code) => byCode.mutate(code)}
      onRetry={again}
    />
  );
}

function Opened({ viewing, onOver }: { viewing: string; onOver: () => void }) {
  const medcard = useQuery(sharedMedcardQuery(viewing));
  const over = hasCode(medcard.error, 'viewing_over');
  const leave = useEffectEvent(onOver);
  useEffect(() => {
    if (over) leave();
  }, [over]);
  if (over) return <PendingPage />;
  return (
    <Loaded query={medcard}>
      {(it) => (
        <SharedDocuments
          medcard={it}
          file={({ document_id, file }) => (
            <FilePanel
              name={file.name}
              type={file.content_type}
              state={file.state}
              load={(purpose) => sharedFile(viewing, document_id, purpose)}
              onGone={() => void medcard.refetch()}
            />
          )}
        />
      )}
    </Loaded>
  );
}
