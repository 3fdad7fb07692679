import type { Translation } from '@mila/ui';
import type { chatRu } from './chat-ru';

export const chatEn: Translation<typeof chatRu> = {
  title: { patient: 'Chat with the doctor', doctor: 'Chat with the patient' },
  empty: {
    patient: 'Tell the doctor what troubles you. You can also send test results, scans and photos here.',
    doctor: 'No messages yet. The patient already sees the chat.',
  },
  input: 'Message in the chat',
  placeholder: { patient: 'Write to the doctor', doctor: 'Write to the patient' },
  attach: 'Attach documents and files to the chat',
  send: 'Send',
  drop: 'Drop to send',
  closed: 'The chat is closed, the conversation is kept.',
  loading: 'Loading the conversation',
  loadFailed: 'The conversation did not load.',
  again: 'Try again',
  remove: 'Remove',
  edit: 'Edit',
  file: {
    checking: 'Checking the file. It opens when the check is over',
    refused: 'The file did not pass the virus check',
  },
  sending: 'Sending',
  waiting: 'Will be sent when the connection is back',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  failed: 'Not sent',
  newBelow: 'New messages',
  open: 'Open {{name}}',
  cancel: 'Cancel',
  uploading: 'Uploading {{name}}: {{percent}} %',
  photo: 'Photo: {{name}}',
  tooLong: 'Characters left: {{count}}',
  me: 'You',
};
