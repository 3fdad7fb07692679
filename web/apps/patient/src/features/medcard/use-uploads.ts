import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addDocument, keys, mostUploadBytes, uploadTypes } from '@mila/api';

/** Why a file need not even be sent; phones give some files no type, and the service judges those. */
export function unfit(file: File): 'file_too_large' | 'file_type_refused' | null {
  if (file.size > mostUploadBytes) return 'file_too_large';
  return file.type && !uploadTypes.includes(file.type) ? 'file_type_refused' : null;
}

const bare = (name: string) => name.replace(/\.[^.]{1,5}$/, '').slice(0, 200) || name;

interface Wanted {
  files: File[];
  title: string;
  documentDate?: string;
}

/** Sends the files one after another; those that arrived are not sent again when a later one fails. */
export function useUploads(onDone: () => void) {
  const cache = useQueryClient();
  const [sent, setSent] = useState(0);
  const [part, setPart] = useState(0);
  const send = useMutation({
    mutationFn: async ({ files, title, documentDate }: Wanted) => {
      for (const [place, file] of files.entries()) {
        if (place < sent) continue;
        setPart(0);
        const named = files.length > 1 && !title ? bare(file.name) : title || bare(file.name);
        const numbered = files.length > 1 && title ? `${named} (${place + 1})` : named;
        await addDocument({ file, title: numbered, documentDate }, setPart);
        setSent(place + 1);
      }
    },
    onSuccess: onDone,
    onSettled: () => cache.invalidateQueries({ queryKey: keys.documents }),
  });
  const restart = () => {
    setSent(0);
    send.reset();
  };
  return { send, sent, part, restart };
}
