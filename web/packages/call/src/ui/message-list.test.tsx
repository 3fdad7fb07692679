import { QueryClient } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import { act } from 'react';
import { expect, test } from 'vitest';
import { MilaProvider, startI18n } from '@mila/ui';
import type { ChatMessage } from '../protocol/messages';
import { Room } from '../room/room';
import { registerRoomTexts } from '../texts';
import { MessageList } from './message-list';

const message = (over: Partial<ChatMessage>): ChatMessage => ({
  seq: 1,
  message_id: 'm',
  client_id: 'c',
  author: 'patient',
  kind: 'text',
  text: 'Здравствуйте',
  file: null,
  sent_at: '2026-11-24T11:30:00Z',
  ...over,
});

// jsdom lays nothing out and scrolls nowhere.
Element.prototype.scrollTo = () => undefined;

async function show() {
  await startI18n({});
  registerRoomTexts();
  const client = new QueryClient();
  const room = new Room({ bookingId: 'b', role: 'patient', client });
  render(
    <MilaProvider client={client}>
      <MessageList room={room} />
    </MilaProvider>,
  );
  return room;
}

test('an own message enters the live region once, when the room has it', async () => {
  const room = await show();
  const log = within(screen.getByRole('log'));
  act(() => room.chat.send('Здравствуйте'));
  expect(screen.getByText('Здравствуйте')).toBeVisible();
  expect(log.queryByText('Здравствуйте')).toBeNull();
  act(() => room.chat.receive(message({ client_id: room.chat.store.get().pending[0]!.clientId })));
  expect(screen.getAllByText('Здравствуйте')).toHaveLength(1);
  expect(log.getByText('Здравствуйте')).toBeVisible();
});

test('an address in a message is a link that opens in a page of its own', async () => {
  const room = await show();
  act(() => room.chat.receive(message({ text: 'Вот: https://mila.example/a, javascript:alert(1)' })));
  const link = screen.getByRole('link');
  expect(link).toHaveAttribute('href', 'https://mila.example/a');
  expect(link).toHaveAttribute('target', '_blank');
  expect(link).toHaveAttribute('rel', expect.stringContaining('noopener'));
});

test('a file that is still checked cannot be opened', async () => {
  const room = await show();
  const file = { file_id: 'f', name: 'анализ.pdf', size: 10, content_type: 'application/pdf' };
  act(() => room.chat.receive(message({ kind: 'file', text: null, file: { ...file, state: 'checking' } })));
  expect(screen.queryByRole('link')).toBeNull();
  expect(screen.getByText(/Проверяем файл/)).toBeVisible();
  act(() => room.chat.fileChecked({ file_id: 'f', state: 'ready' }));
  expect(screen.getByRole('link')).toBeVisible();
});
