import { createFileRoute } from '@tanstack/react-router';
import { PlainFrame } from '@mila/ui';

export const Route = createFileRoute('/_plain')({ component: PlainFrame });
